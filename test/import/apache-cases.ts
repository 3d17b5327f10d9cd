import type { ImportCase } from "./support.ts";

/** Pieces of httpd.conf, and what becomes of them. */
export const APACHE_CASES: readonly ImportCase[] = [
  {
    name: "the recipe of the Nevow page: a virtual host whose path tells the public origin",
    input: `
      <VirtualHost www.example.com>
      ProxyPass / http://localhost:8080/vhost/http/www.example.com/
      ServerName www.example.com
      </VirtualHost>
`,
    expected: `
      routes:
        - public: http://www.example.com/
          upstream: http://localhost:8080
          virtualHostMonster: nevow
`,
  },
  {
    name: "that recipe alone: the path tells who the site is",
    input: `
      ProxyPass / http://localhost:8080/vhost/http/www.example.com/
      ProxyPassReverse / http://localhost:8080/vhost/http/www.example.com/
`,
    expected: `
      routes:
        - public: http://www.example.com/
          upstream: http://localhost:8080
          virtualHostMonster: nevow
`,
  },
  {
    name: "the same part of a site on both sides, as Nevow has it",
    input: `
      ProxyPass /foo/bar http://localhost:8080/vhost/http/www.example.com/foo/bar
`,
    expected: `
      routes:
        - public: http://www.example.com/foo/bar/
          internal: http://localhost:8080/foo/bar/
          virtualHostMonster: nevow
`,
  },
  {
    name: "a Zope site below a path, by its rewrite rule",
    input: `
      <VirtualHost *:443>
        ServerName www.example.com
        SSLEngine on
        SSLCertificateFile /etc/ssl/www.pem
        SSLCertificateKeyFile /etc/ssl/www.key
        RewriteEngine On
        RewriteRule ^/app/(.*)$ http://127.0.0.1:8080/VirtualHostBase/https/%{SERVER_NAME}:443/Plone/VirtualHostRoot/_vh_app/$1 [L,P]
      </VirtualHost>
`,
    expected: `
      listen:
        address: :443
        cert: /etc/ssl/www.pem
        key: /etc/ssl/www.key
      routes:
        - public: https://www.example.com/app/
          internal: http://127.0.0.1:8080/Plone/
          virtualHostMonster: zope
`,
  },
  {
    name: "what the path tells differs from what the site is, or from the path",
    input: `
      <VirtualHost *:80>
        ServerName www.example.com
        ProxyPass /a/ http://localhost:8080/vhost/http/www.example.com/b/
        ProxyPass / http://localhost:8080/vhost/https/other.example.com/
      </VirtualHost>
`,
    expected: `
      listen: :80
      routes:
        # line 3: ProxyPass /a/ http://localhost:8080/vhost/http/www.example.com/b/: it tells the application that "/a/" is "/b", which no route says
        # line 4: ProxyPass / http://localhost:8080/vhost/https/other.example.com/: the application is told http://www.example.com, not https://other.example.com
        - public: http://www.example.com/
          upstream: http://localhost:8080
          virtualHostMonster: nevow
`,
  },
  {
    name: "the example of proxy-html.conf: every way of saying one pair is one route",
    input: `
      ProxyRequests Off
      ProxyPass /my-gateway/ http://some.app.intranet/
      <Location /my-gateway/>
        ProxyPassReverse /
        ProxyHTMLEnable On
        ProxyHTMLURLMap http://some.app.intranet/ /my-gateway/
        ProxyHTMLURLMap / /my-gateway/
      </Location>
`,
    expected: `
      routes:
        # line 1: the main server: it names no host; put yours in place of localhost
        - public:
            - http://localhost/my-gateway/
            - http://*/my-gateway/
          internal: http://some.app.intranet/
`,
  },
  {
    name: "other names of the application are aliases",
    input: `
      <VirtualHost *:80>
        ServerName www.example.com
        ProxyPass /app/ http://10.0.0.5:8080/
        ProxyPassReverse /app/ http://10.0.0.5:8080/
        ProxyPassReverse /app/ http://legacy.internal:8080/
        ProxyPassReverseCookieDomain old.internal www.example.com
        ProxyPassReverseCookiePath / /app/
        ProxyHTMLURLMap https://legacy /app
        Substitute "s|http://shop.internal/|http://www.example.com/app/|n"
        Header edit Location ^http://admin.internal/(.*)$ http://www.example.com/app/$1
      </VirtualHost>
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/app/
          internal: http://10.0.0.5:8080/
          aliases:
            - http://legacy.internal:8080/
            - https://legacy/
            - http://shop.internal/
            - http://admin.internal/
            - http://old.internal/
`,
  },
  {
    name: "mappings that no route says",
    input: String.raw`
      <VirtualHost *:80>
        ServerName www.example.com
        ProxyPass /app/ http://10.0.0.5:8080/
        ProxyPassReverse /other/ http://10.0.0.5:8080/
        ProxyPassReverseCookieDomain 10.0.0.5 .example.org
        ProxyPassReverseCookiePath /x /y
        ProxyHTMLURLMap http://cdn.internal/ http://cdn.example.com/
        ProxyHTMLURLMap (\w+)\.internal $1.example.com R
        ProxyHTMLURLMap http://10.0.0.5:8080/ /app/ he
        ProxyHTMLURLMap http://10.0.0.5:8080/ /app/ l ENV=x
        Substitute "s/Intranet/Extranet/i"
      </VirtualHost>
`,
    expected: String.raw`
      listen: :80
      routes:
        # line 4: ProxyPassReverse /other/ http://10.0.0.5:8080/: no route makes "/other/" of "http://10.0.0.5:8080/"
        # line 5: ProxyPassReverseCookieDomain 10.0.0.5 .example.org: no route makes ".example.org" of "10.0.0.5"
        # line 6: ProxyPassReverseCookiePath /x /y: no route makes "/y" of "/x"
        # line 7: ProxyHTMLURLMap http://cdn.internal/ http://cdn.example.com/: no route makes "http://cdn.example.com/" of "http://cdn.internal/"
        # line 8: ProxyHTMLURLMap (\w+)\.internal $1.example.com R: no path prefix says this
        # line 9: ProxyHTMLURLMap http://10.0.0.5:8080/ /app/ he: flags he: what is a URL is told by where it stands
        # line 10: ProxyHTMLURLMap http://10.0.0.5:8080/ /app/ l ENV=x: no route depends on a condition
        # line 11: Substitute "s/Intranet/Extranet/i": no URL in place of another
        - public: http://www.example.com/app/
          internal: http://10.0.0.5:8080/
`,
  },
  {
    name: "a cookie's domain belongs to the application of its location",
    input: `
      <VirtualHost *:80>
        ServerName www.example.com
        ProxyPass /app/ http://10.0.0.6/
        ProxyPass / http://10.0.0.5/
        <Location /app/>
          ProxyPassReverseCookieDomain legacy.internal www.example.com
        </Location>
      </VirtualHost>
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/app/
          internal: http://10.0.0.6/
          aliases:
            - http://legacy.internal/
        - public: http://www.example.com/
          internal: http://10.0.0.5/
`,
  },
  {
    name: "two sites, one map: what leads from one to the other needs no word",
    input: `
      <VirtualHost *:80>
        ServerName a.example.com
        ProxyPass / http://a.internal/
        ProxyHTMLURLMap http://b.internal/ http://b.example.com/
      </VirtualHost>
      <VirtualHost *:80>
        ServerName b.example.com
        ProxyPass / http://b.internal/
      </VirtualHost>
`,
    expected: `
      listen: :80
      routes:
        - public: http://a.example.com/
          internal: http://a.internal/
        - public: http://b.example.com/
          internal: http://b.internal/
`,
  },
  {
    name: "a site by http and by https is one route",
    input: `
      <VirtualHost *:80>
        ServerName www.example.com
        ProxyPass / http://legacy.internal/
      </VirtualHost>
      <VirtualHost *:443>
        ServerName www.example.com
        ServerAlias example.com *.example.com
        SSLEngine on
        SSLCertificateFile /etc/ssl/www.pem
        ProxyPass / http://legacy.internal/
      </VirtualHost>
`,
    expected: `
      listen:
        - :80
        - address: :443
          cert: /etc/ssl/www.pem
          key: /etc/ssl/www.pem
      routes:
        - public:
            - https://www.example.com/
            - https://example.com/
            - https://*.example.com/
          internal: http://legacy.internal/
`,
  },
  {
    name: "a path that two sites lead elsewhere belongs to the first",
    input: `
      <VirtualHost *:80>
        ServerName www.example.com
        ProxyPass / http://a.internal/
      </VirtualHost>
      <VirtualHost *:80>
        ServerName www.example.com
        ServerAlias b.example.com
        ProxyPass / http://b.internal/
      </VirtualHost>
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/
          internal: http://a.internal/
        # line 8: ProxyPass / http://b.internal/: "http://www.example.com/" is a duplicate of the public "http://www.example.com/"
        - public: http://b.example.com/
          internal: http://b.internal/
`,
  },
  {
    name: "mixed deployment: exclusions and files",
    input: `
      <VirtualHost *:80>
        ServerName www.example.com
        DocumentRoot /srv/www
        Alias /icons/ /usr/share/apache2/icons/
        Alias /pics/ /srv/pictures/
        DirectoryIndex index.html
        ProxyPass /static/ !
        ProxyPass /icons !
        ProxyPass / http://legacy.internal/
      </VirtualHost>
`,
    expected: `
      listen: :80
      routes:
        # line 5: Alias /pics/ /srv/pictures/: the path is kept below a root, so the directory must end in it
        - public: http://www.example.com/
          internal: http://legacy.internal/
        - public: http://www.example.com/static/
          root: /srv/www
        - public: http://www.example.com/icons/
          root: /usr/share/apache2
`,
  },
  {
    name: "files around an application",
    input: `
      DocumentRoot /srv/www
      ServerName www.example.com
      <Location /app/>
        ProxyPass http://legacy.internal/
      </Location>
      <Location /docs/>
        Alias /srv/www/docs
      </Location>
      DirectoryIndex index.php
`,
    expected: `
      routes:
        # line 9: DirectoryIndex index.php: index.html is the index
        - public: http://www.example.com/app/
          internal: http://legacy.internal/
        - public: http://www.example.com/
          root: /srv/www
`,
  },
  {
    name: "an exclusion of what nothing else answers",
    input: String.raw`
      ServerName www.example.com
      ProxyPass /private !
      ProxyPass / http://legacy.internal/
      ProxyPassMatch ^/secret !
      ProxyPassMatch \.gif$ !
`,
    expected: String.raw`
      routes:
        # line 2: ProxyPass /private !: what answers it is not in this file
        # line 4: ProxyPassMatch ^/secret !: never reached, because line 3 comes first
        # line 5: ProxyPassMatch \.gif$ !: no path prefix says this
        - public: http://www.example.com/
          internal: http://legacy.internal/
`,
  },
  {
    name: "what comes first wins in Apache",
    input: `
      ServerName www.example.com
      ProxyPass / http://a.internal/
      ProxyPass /b/ http://b.internal/
`,
    expected: `
      routes:
        # line 3: ProxyPass /b/ http://b.internal/: never reached, because line 2 comes first
        - public: http://www.example.com/
          internal: http://a.internal/
`,
  },
  {
    name: "patterns that are prefixes, and others",
    input: String.raw`
      ServerName www.example.com
      ProxyPassMatch ^/app/(.*)$ http://app.internal/$1
      ProxyPassMatch ^/(.*\.gif)$ http://images.internal/$1
      RewriteRule ^/shop(/.*)?$ http://shop.internal$1 [P,L]
      RewriteRule ^/old$ /new [R=301]
      <LocationMatch "^/wiki/">
        ProxyPass http://wiki.internal/wiki/
      </LocationMatch>
      <LocationMatch "\.php$">
        ProxyPass http://php.internal/
      </LocationMatch>
      <Location "/any*/">
        ProxyPass http://any.internal/
      </Location>
      <Location ~ "^/blog/">
        ProxyPass http://blog.internal/blog/
        ProxyPassMatch ^/blog/(.*)$ http://blog.internal/$1
      </Location>
`,
    expected: String.raw`
      routes:
        # line 3: ProxyPassMatch ^/(.*\.gif)$ http://images.internal/$1: no path prefix says this
        # line 5: RewriteRule ^/old$ /new [R=301]: no counterpart
        # line 9: <LocationMatch "\.php$">: no path prefix says this, nor what is in it
        # line 12: <Location "/any*/">: no path prefix says this, nor what is in it
        # line 17: ProxyPassMatch ^/blog/(.*)$ http://blog.internal/$1: no path prefix says this
        - public: http://www.example.com/app/
          internal: http://app.internal/
        - public: http://www.example.com/shop/
          internal: http://shop.internal/
        - public: http://www.example.com/wiki/
          internal: http://wiki.internal/wiki/
        - public: http://www.example.com/blog/
          internal: http://blog.internal/blog/
`,
  },
  {
    name: "upgrades to WebSocket go where the application is",
    input: String.raw`
      ServerName www.example.com
      RewriteEngine On
      RewriteCond %{HTTP:Upgrade} websocket [NC]
      RewriteCond %{HTTP:Connection} upgrade [NC]
      RewriteRule ^/(.*)$ ws://legacy.internal/$1 [P,L]
      RewriteCond %{HTTP:Upgrade} =websocket
      RewriteRule /(.*) ws://other.internal/$1 [P]
      RewriteCond %{HTTP_HOST} ^m\.
      RewriteRule ^/m/(.*)$ http://mobile.internal/$1 [P]
      ProxyPass /socket/ ws://legacy.internal/socket/
      ProxyPass / http://legacy.internal/
`,
    expected: String.raw`
      routes:
        # line 7: RewriteRule /(.*) ws://other.internal/$1 [P]: upgrades go where all requests of the path go
        # line 8: RewriteCond %{HTTP_HOST} ^m\.: no counterpart
        # line 9: RewriteRule ^/m/(.*)$ http://mobile.internal/$1 [P]: no route depends on a condition
        - public: http://www.example.com/
          internal: http://legacy.internal/
`,
  },
  {
    name: "the Host that is sent",
    input: `
      <VirtualHost *:80>
        ServerName a.example.com
        ProxyPreserveHost On
        ProxyPass / http://10.0.0.5/
      </VirtualHost>
      <VirtualHost *:80>
        ServerName b.example.com
        ProxyPreserveHost On
        RequestHeader set Host "legacy.internal"
        ProxyPass / http://10.0.0.6/
      </VirtualHost>
      <VirtualHost *:80>
        ServerName c.example.com
        ProxyPreserveHost On
        <Location />
          ProxyPreserveHost Off
          ProxyPass http://10.0.0.7/
        </Location>
      </VirtualHost>
`,
    expected: `
      listen: :80
      routes:
        - public: http://a.example.com/
          internal: http://10.0.0.5/
          host: public
        - public: http://b.example.com/
          internal: http://legacy.internal/
          upstream: http://10.0.0.6
        - public: http://c.example.com/
          internal: http://10.0.0.7/
`,
  },
  {
    name: "balancers",
    input: `
      <Proxy balancer://pool>
        BalancerMember http://10.0.0.5:8080 route=a retry=10
        BalancerMember http://10.0.0.6:8080
        ProxySet lbmethod=byrequests
      </Proxy>
      BalancerMember balancer://pool http://10.0.0.7:8080
      BalancerMember balancer://pool ajp://10.0.0.8:8009
      <Proxy balancer://spare>
        BalancerMember http://10.0.0.9:8080
      </Proxy>
      <Proxy *>
        Require all granted
      </Proxy>
      ServerName www.example.com
      ProxyPass /app/ balancer://pool/app/ stickysession=ID
      ProxyPass /none/ balancer://none/
      ProxyPassReverse /app/ balancer://pool/app/
`,
    expected: `
      # line 8: <Proxy balancer://spare>: nothing leads to it

      routes:
        # line 2: BalancerMember http://10.0.0.5:8080 route=a retry=10: no counterpart for route=a
        # line 7: BalancerMember balancer://pool ajp://10.0.0.8:8009: "ajp://10.0.0.8:8009" is no http or https URL
        # line 11: <Proxy *>: no counterpart, with all that is in it
        # line 15: ProxyPass /app/ balancer://pool/app/ stickysession=ID: clients are kept at a server by a cookie, reorigin_server
        # line 16: ProxyPass /none/ balancer://none/: no members of balancer://none in this file
        - public: http://www.example.com/app/
          internal: http://10.0.0.5:8080/app/
          aliases:
            - http://10.0.0.6:8080/app/
            - http://10.0.0.7:8080/app/
          upstream:
            - http://10.0.0.5:8080
            - http://10.0.0.6:8080
            - http://10.0.0.7:8080
          ejection:
            durationMs: 10000
          balance: round-robin
          sticky: reorigin_server
`,
  },
  {
    name: "balancers of sockets, and with parameters of all kinds",
    input: `
      <Proxy "balancer://busy">
        BalancerMember "unix:/run/one.sock|http://app.internal"
        BalancerMember "unix:/run/two.sock|http://localhost"
        ProxySet lbmethod=bybusyness nofailover=Off
      </Proxy>
      <Proxy balancer://heavy>
        BalancerMember http://10.0.0.5 retry=0
        BalancerMember http://10.0.0.6 retry=30 status=+H
      </Proxy>
      ServerName www.example.com
      ProxySet enablereuse=off
      ProxyPass /a/ balancer://busy/
      ProxyPass /b/ balancer://heavy/ lbmethod=bytraffic stickysession=JSESSIONID|jsessionid
`,
    expected: `
      routes:
        # line 8: BalancerMember http://10.0.0.6 retry=30 status=+H: no counterpart for retry=30 status=+H
        # line 11: ProxySet enablereuse=off: no counterpart
        # line 13: ProxyPass /b/ balancer://heavy/ lbmethod=bytraffic stickysession=JSESSIONID|jsessionid: clients are kept at a server by a cookie, reorigin_server; no counterpart for lbmethod=bytraffic
        - public: http://www.example.com/a/
          internal: http://app.internal/
          aliases:
            - http://two.localhost/
          upstream:
            - http+unix:///run/one.sock
            - http+unix:///run/two.sock
          balance: least-connections
        - public: http://www.example.com/b/
          internal: http://10.0.0.5/
          aliases:
            - http://10.0.0.6/
          upstream:
            - http://10.0.0.5
            - http://10.0.0.6
          ejection: off
          sticky: reorigin_server
`,
  },
  {
    name: "targets that are not reached by http",
    input: `
      ServerName www.example.com
      ProxyPass /a/ ajp://localhost:8009/
      ProxyPass /b/ fcgi://localhost:9000/
      ProxyPass /c/ unix:/run/app.sock|http://localhost/
      ProxyPass /d/ https://secure.internal/ nocanon retry=0 timeout=60
      ProxyPass /e http://slash.internal/
      ProxyPass /f/ http://\${BACKEND}/
      ProxyPass /g/ http://user@legacy.internal/
`,
    expected: `
      routes:
        # line 2: ProxyPass /a/ ajp://localhost:8009/: "ajp://localhost:8009/" is no http or https URL
        # line 3: ProxyPass /b/ fcgi://localhost:9000/: "fcgi://localhost:9000/" is no http or https URL
        # line 5: ProxyPass /d/ https://secure.internal/ nocanon retry=0 timeout=60: no counterpart for retry=0 timeout=60
        # line 7: ProxyPass /f/ http://\${BACKEND}/: \${BACKEND} is not defined in this file
        # line 8: ProxyPass /g/ http://user@legacy.internal/: "http://user@legacy.internal" is no http or https URL
        - public: http://www.example.com/c/
          internal: http://app.localhost/
          upstream: http+unix:///run/app.sock
        # line 5: ProxyPass /d/ https://secure.internal/ nocanon retry=0 timeout=60: reorigin verifies the upstream's certificate
        - public: http://www.example.com/d/
          internal: https://secure.internal/
        # line 6: ProxyPass /e http://slash.internal/: a slash ends one of the two paths only; the route reads both as directories
        - public: http://www.example.com/e/
          internal: http://slash.internal/
`,
  },
  {
    name: "variables that the file defines, and others",
    input: `
      Define backend legacy.internal:8080
      <IfDefine !debug>
        Timeout 10
      </IfDefine>
      ServerName \${name}
      ProxyPass / http://\${backend}/
`,
    expected: `
      routes:
        # line 1: the main server: it names no host; put yours in place of localhost
        # line 2: <IfDefine !debug>: taken as not so, with all that is in it
        # line 5: ServerName \${name}: \${name} is not defined in this file
        - public:
            - http://localhost/
            - http://*/
          internal: http://legacy.internal:8080/
`,
  },
  {
    name: "filters and fields that reorigin needs no word for, and others",
    input: `
      ServerName www.example.com
      ProxyPass / http://legacy.internal/
      ProxyVia On
      ProxyAddHeaders On
      SSLProxyEngine on
      LoadModule proxy_html_module modules/mod_proxy_html.so
      SetOutputFilter INFLATE;proxy-html;DEFLATE
      AddOutputFilterByType SUBSTITUTE text/html
      AddOutputFilterByType DEFLATE text/html
      AddOutputFilterByType EXPIRES text/html
      SubstituteMaxLineLength 10m
      SubstituteInheritBefore on
      ProxyHTMLExtended On
      ProxyHTMLLinks a href
      ProxyHTMLLinks object classid codebase data usemap
      ProxyHTMLLinks widget address
      ProxyHTMLEvents onclick onload
      ProxyHTMLEvents click
      RequestHeader unset Accept-Encoding
      RequestHeader edit Destination ^https: http: early
      RequestHeader set X-Forwarded-Proto "https"
      RequestHeader set X-Tenant a
      Header always edit Location ^http: https:
      Header set X-Frame-Options DENY
      xml2EncDefault utf-8
`,
    expected: `
      routes:
        # line 9: AddOutputFilterByType DEFLATE text/html: bodies leave as they came, compressed or not
        # line 10: AddOutputFilterByType EXPIRES text/html: no counterpart for EXPIRES
        # line 16: ProxyHTMLLinks widget address: say "rewrite: { attributes: { address: url } }" for that, on any element
        # line 18: ProxyHTMLEvents click: say "rewrite: { attributes: { click: script } }" for that, on any element
        # line 22: RequestHeader set X-Tenant a: no counterpart
        # line 23: Header always edit Location ^http: https:: no counterpart
        # line 24: Header set X-Frame-Options DENY: no counterpart
        # line 25: xml2EncDefault utf-8: no counterpart
        - public: http://www.example.com/
          internal: http://legacy.internal/
`,
  },
  {
    name: "switches in the other position",
    input: `
      ServerName www.example.com
      ProxyPass / http://legacy.internal/
      ProxyRequests On
      ProxyVia Off
      ProxyAddHeaders Off
      ProxyHTMLEnable Off
`,
    expected: `
      routes:
        # line 3: ProxyRequests On: reorigin is no forward proxy
        # line 4: ProxyVia Off: Via is always sent
        # line 5: ProxyAddHeaders Off: X-Forwarded-For and its like are always sent
        # line 6: ProxyHTMLEnable Off: say "rewrite: { html: false }" for that
        - public: http://www.example.com/
          internal: http://legacy.internal/
`,
  },
  {
    name: "where the server listens and whom it trusts",
    input: `
      Listen 80
      Listen 127.0.0.1:8080
      Listen [::]:80
      Listen 8443 https
      RemoteIPHeader X-Forwarded-For
      RemoteIPTrustedProxy 10.0.0.0/8 proxy.example.com
      RemoteIPInternalProxy 192.0.2.1
      <VirtualHost 192.0.2.7:80 [2001:db8::1]:80>
        ServerName www.example.com:8000
        ProxyPass / http://legacy.internal/
      </VirtualHost>
`,
    expected: `
      # line 4: Listen 8443 https: TLS without a certificate in this file; add it to listen
      # line 6: RemoteIPTrustedProxy 10.0.0.0/8 proxy.example.com: proxy.example.com is no address

      listen:
        - :80
        - 127.0.0.1:8080
      trustedProxies:
        - 10.0.0.0/8
        - 192.0.2.1
      routes:
        - public: http://www.example.com:8000/
          internal: http://legacy.internal/
`,
  },
  {
    name: "certificates: one for each port",
    input: `
      <VirtualHost *:443>
        ServerName a.example.com
        SSLCertificateFile /etc/ssl/a.pem
        SSLCertificateKeyFile /etc/ssl/a.key
        SSLCertificateFile /etc/ssl/a-ecdsa.pem
        ProxyPass / http://a.internal/
      </VirtualHost>
      <VirtualHost *:443>
        ServerName b.example.com
        SSLCertificateFile /etc/ssl/b.pem
        ProxyPass / http://b.internal/
      </VirtualHost>
      <VirtualHost *:8443>
        ServerName https://c.example.com
        SSLEngine on
        ProxyPass / http://c.internal/
      </VirtualHost>
`,
    expected: `
      # line 8: <VirtualHost *:443>: port 443 shows one certificate, /etc/ssl/a.pem
      # line 13: <VirtualHost *:8443>: TLS without a certificate in this file; add it to listen

      listen:
        address: :443
        cert: /etc/ssl/a.pem
        key: /etc/ssl/a.key
      routes:
        # line 5: SSLCertificateFile /etc/ssl/a-ecdsa.pem: there is one already, /etc/ssl/a.pem
        - public: https://a.example.com/
          internal: http://a.internal/
        - public: https://b.example.com/
          internal: http://b.internal/
        - public: https://c.example.com:8443/
          internal: http://c.internal/
`,
  },
  {
    name: "what virtual hosts have of the main server",
    input: `
      Listen 80
      DocumentRoot /srv/main
      ProxyPass /shared/ http://shared.internal/
      ErrorLog /var/log/error.log
      <VirtualHost *:80>
        ServerName www.example.com
        ProxyPass /app/ http://app.internal/
      </VirtualHost>
`,
    expected: `
      # line 4: ErrorLog /var/log/error.log: no counterpart

      listen: :80
      routes:
        - public: http://www.example.com/app/
          internal: http://app.internal/
        - public: http://www.example.com/shared/
          internal: http://shared.internal/
        - public: http://www.example.com/
          root: /srv/main
`,
  },
  {
    name: "syntax: continued lines, quotes, any case, modules that are or are not there",
    input: String.raw`
      <ifmodule mod_proxy.c>
        proxypass \
          "/app/" \
          'http://legacy.internal/'
        # a comment that goes \
        ProxyPass /comment/ http://comment.internal/
      </IfModule>
      <IfVersion >= 2.4>
        CustomLog "/var/log/a \"b\".log" combined
      </IfVersion>
      <IfModule !mod_proxy.c>
        ProxyPass /never/ http://never.internal/
      </IfModule>
      Include sites/*.conf
      IncludeOptional more/*.conf
      ServerName www.example.com
      ServerAlias www?.example.com *.example.org
`,
    expected: String.raw`
      routes:
        # line 9: CustomLog "/var/log/a \"b\".log" combined: no counterpart
        # line 11: <IfModule !mod_proxy.c>: taken as not so, with all that is in it
        # line 14: Include sites/*.conf: not followed; import that file too
        # line 15: IncludeOptional more/*.conf: not followed; import that file too
        # line 17: ServerAlias www?.example.com *.example.org: www?.example.com cannot be a host of a route
        - public:
            - http://www.example.com/app/
            - http://*.example.org/app/
          internal: http://legacy.internal/
`,
  },
  {
    name: "what has no counterpart, with all that is in it",
    input: `
      ServerName www.example.com
      ProxyPass / http://legacy.internal/
      <Directory "/srv/www">
        Require all granted
      </Directory>
      <Location /admin>
        AuthType Basic
      </Location>
      <If "%{HTTP_HOST} == 'x'">
        ProxyPass /x http://x.internal/
      </If>
`,
    expected: `
      routes:
        # line 3: <Directory "/srv/www">: no counterpart, with all that is in it
        # line 7: AuthType Basic: no counterpart
        # line 9: <If "%{HTTP_HOST} == 'x'">: no counterpart, with all that is in it
        - public: http://www.example.com/
          internal: http://legacy.internal/
`,
  },
];
