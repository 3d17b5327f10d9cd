import { attribute, content, INTERNAL, kept, PUBLIC, type Samples } from "./sample.ts";

const name = (element: string, attributeName: string) => kept(`<${element} ${attributeName}="${INTERNAL}/ns"/>`);
const nameIn = (element: string) => kept(`<${element}>${INTERNAL}/name</${element}>`);
const address = (element: string) =>
  [`<${element}>${INTERNAL}/x</${element}>`, `<${element}>${PUBLIC}/x</${element}>`] as const;

export const SERVICE_SAMPLES: Samples = {
  wsdl: {
    "import@location": attribute("import", "location"),
    "@namespace": name("import", "namespace"),
    "@targetNamespace": name("definitions", "targetNamespace"),
  },
  soap: {
    "address@location": attribute("address", "location"),
    "@soapAction": name("operation", "soapAction"),
    "@namespace": name("body", "namespace"),
    "@transport": name("binding", "transport"),
    "@encodingStyle": name("body", "encodingStyle"),
  },
  wsdl2: {
    "endpoint@address": attribute("endpoint", "address"),
    "import@location": attribute("import", "location"),
    "include@location": attribute("include", "location"),
    "@namespace": name("import", "namespace"),
    "@targetNamespace": name("description", "targetNamespace"),
    "@style": name("operation", "style"),
    "@type": name("binding", "type"),
  },
  xs: {
    "import@schemaLocation": attribute("import", "schemaLocation"),
    "include@schemaLocation": attribute("include", "schemaLocation"),
    "redefine@schemaLocation": attribute("redefine", "schemaLocation"),
    "override@schemaLocation": attribute("override", "schemaLocation"),
    "documentation@source": name("documentation", "source"),
    "appinfo@source": name("appinfo", "source"),
    "enumeration@value": name("enumeration", "value"),
    "@fixed": name("attribute", "fixed"),
    "@namespace": name("import", "namespace"),
    "@targetNamespace": name("schema", "targetNamespace"),
  },
  xsi: {
    "@schemaLocation": kept(`<e p:schemaLocation="${INTERNAL}/ns ${INTERNAL}/ns.xsd"/>`),
    "@noNamespaceSchemaLocation": kept(`<e p:noNamespaceSchemaLocation="${INTERNAL}/ns.xsd"/>`),
    "@type": kept(`<e p:type="${INTERNAL}/type"/>`),
  },
  wsa: {
    Address: address("Address"),
    To: address("To"),
    Action: nameIn("Action"),
    MessageID: nameIn("MessageID"),
    RelatesTo: nameIn("RelatesTo"),
  },
  env: {
    "@actor": name("Header", "actor"),
    "@role": name("Header", "role"),
    "@encodingStyle": name("Body", "encodingStyle"),
  },
  disco: {
    "contractRef@ref": attribute("contractRef", "ref"),
    "contractRef@docRef": attribute("contractRef", "docRef"),
    "schemaRef@ref": attribute("schemaRef", "ref"),
    "discoveryRef@ref": attribute("discoveryRef", "ref"),
    "soap@address": attribute("soap", "address"),
  },
  wadl: {
    "resources@base": attribute("resources", "base"),
    "include@href": attribute("include", "href"),
    "link@href": attribute("link", "href"),
  },
  dav: { href: content("href"), namespace: nameIn("namespace") },
  svn: { "src-path": content("src-path"), "dst-path": content("dst-path") },
  xrds: {
    URI: content("URI"),
    Type: nameIn("Type"),
    LocalID: nameIn("LocalID"),
    CanonicalID: nameIn("CanonicalID"),
  },
  xrd: {
    "Link@href": attribute("Link", "href"),
    "Link@template": attribute("Link", "template"),
    "Link@rel": name("Link", "rel"),
    "Property@type": name("Property", "type"),
    Subject: nameIn("Subject"),
    Alias: nameIn("Alias"),
  },
  md: {
    "@Location": attribute("SingleSignOnService", "Location"),
    "@ResponseLocation": attribute("SingleLogoutService", "ResponseLocation"),
    "@entityID": name("EntityDescriptor", "entityID"),
    OrganizationURL: content("OrganizationURL"),
    AdditionalMetadataLocation: content("AdditionalMetadataLocation"),
  },
  samlp: {
    "@Destination": name("Response", "Destination"),
    "@AssertionConsumerServiceURL": name("AuthnRequest", "AssertionConsumerServiceURL"),
  },
  saml: {
    Issuer: nameIn("Issuer"),
    Audience: nameIn("Audience"),
    NameID: nameIn("NameID"),
    "@Recipient": name("SubjectConfirmationData", "Recipient"),
    "@NameQualifier": name("NameID", "NameQualifier"),
    "@SPNameQualifier": name("NameID", "SPNameQualifier"),
  },
};
