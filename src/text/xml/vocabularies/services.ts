import type { XmlVocabulary } from "../vocabulary.ts";

/** Descriptions of services and their messages: WSDL, SOAP, WADL, WebDAV, identity. */
export const SERVICES = {
  /** https://www.w3.org/TR/wsdl */
  wsdl: {
    namespaces: ["//schemas.xmlsoap.org/wsdl/"],
    places: { "import@location": "url", "@namespace": "never", "@targetNamespace": "never" },
  },
  /** The bindings of WSDL 1.1 to SOAP 1.1, SOAP 1.2 and HTTP. */
  soap: {
    namespaces: ["//schemas.xmlsoap.org/wsdl/soap*", "//schemas.xmlsoap.org/wsdl/http/"],
    places: {
      "address@location": "url",
      "@soapAction": "never",
      "@namespace": "never",
      "@transport": "never",
      "@encodingStyle": "never",
    },
  },
  /** https://www.w3.org/TR/wsdl20/ */
  wsdl2: {
    namespaces: ["//www.w3.org/ns/wsdl"],
    places: {
      "endpoint@address": "url",
      "import@location": "url",
      "include@location": "url",
      "@namespace": "never",
      "@targetNamespace": "never",
      "@style": "never",
      "@type": "never",
    },
  },
  /** https://www.w3.org/TR/xmlschema11-1/ */
  xs: {
    namespaces: ["//www.w3.org/2001/XMLSchema"],
    places: {
      "import@schemaLocation": "url",
      "include@schemaLocation": "url",
      "redefine@schemaLocation": "url",
      "override@schemaLocation": "url",
      "documentation@source": "never",
      "appinfo@source": "never",
      "enumeration@value": "never",
      "@fixed": "never",
      "@namespace": "never",
      "@targetNamespace": "never",
    },
  },
  xsi: {
    namespaces: ["//www.w3.org/2001/XMLSchema-instance"],
    places: { "@schemaLocation": "never", "@noNamespaceSchemaLocation": "never", "@type": "never" },
  },
  /** https://www.w3.org/TR/ws-addr-core/ */
  wsa: {
    namespaces: ["//www.w3.org/2005/08/addressing", "//schemas.xmlsoap.org/ws/2004/08/addressing"],
    places: {
      Address: "url-if-named",
      To: "url-if-named",
      Action: "never",
      MessageID: "never",
      RelatesTo: "never",
    },
  },
  /** Envelopes of SOAP 1.1 and 1.2 */
  env: {
    namespaces: ["//schemas.xmlsoap.org/soap/envelope/", "//www.w3.org/2003/05/soap-envelope"],
    places: { "@actor": "never", "@role": "never", "@encodingStyle": "never" },
  },
  /** Discovery of web services by ASP.NET */
  disco: {
    namespaces: ["//schemas.xmlsoap.org/disco/*"],
    places: {
      "contractRef@ref": "url",
      "contractRef@docRef": "url",
      "schemaRef@ref": "url",
      "discoveryRef@ref": "url",
      "soap@address": "url",
    },
  },
  /** https://www.w3.org/submissions/wadl/ */
  wadl: {
    namespaces: ["//wadl.dev.java.net/*", "//research.sun.com/wadl/*"],
    places: { "resources@base": "url", "include@href": "url", "link@href": "url" },
  },
  /** RFC 4918 and its extensions */
  dav: {
    namespaces: ["DAV:"],
    places: { href: "url", namespace: "never" },
  },
  /** https://svn.apache.org/repos/asf/subversion/trunk/notes/http-and-webdav/webdav-protocol */
  svn: {
    namespaces: ["svn:"],
    places: { "src-path": "url", "dst-path": "url" },
  },
  /** https://openid.net/specs/openid-authentication-2_0.html, XRI Resolution 2.0 */
  xrds: {
    namespaces: ["xri://$xrd*"],
    places: {
      URI: "url",
      Type: "never",
      LocalID: "identifier",
      CanonicalID: "identifier",
    },
  },
  /** https://docs.oasis-open.org/xri/xrd/v1.0/xrd-1.0.html */
  xrd: {
    namespaces: ["//docs.oasis-open.org/ns/xri/xrd-1.0"],
    places: {
      "Link@href": "url",
      "Link@template": "url",
      "Link@rel": "never",
      "Property@type": "never",
      Subject: "identifier",
      Alias: "identifier",
    },
  },
  /** https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf */
  md: {
    namespaces: ["urn:oasis:names:tc:SAML:2.0:metadata"],
    places: {
      "@Location": "url",
      "@ResponseLocation": "url",
      "@entityID": "identifier",
      OrganizationURL: "url",
      AdditionalMetadataLocation: "url",
    },
  },
  /** SAML messages. Receivers compare these URLs with their own. */
  samlp: {
    namespaces: ["urn:oasis:names:tc:SAML:2.0:protocol"],
    places: { "@Destination": "identifier", "@AssertionConsumerServiceURL": "identifier" },
  },
  saml: {
    namespaces: ["urn:oasis:names:tc:SAML:2.0:assertion"],
    places: {
      Issuer: "identifier",
      Audience: "identifier",
      NameID: "identifier",
      "@Recipient": "identifier",
      "@NameQualifier": "identifier",
      "@SPNameQualifier": "identifier",
    },
  },
} as const satisfies Record<string, XmlVocabulary>;
