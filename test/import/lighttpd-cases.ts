import type { ImportCase } from "./support.ts";

/** Pieces of lighttpd.conf, and what becomes of them. */
export const LIGHTTPD_CASES: readonly ImportCase[] = [
  {
    name: "the recipe of the Nevow page: all requests of a virtual host",
    input: `
      $HTTP['host'] =~ '^(www.example.com)$' {
              url.rewrite-once = ('^/(.*)' => '/vhost/http/%0/$1')
              # %0 is the host, $1 the path
              proxy.server = ( '' =>
                      ( (
                      'host' => '127.0.0.1',
                      'port' => 8080
                      ) )
              )
      }
`,
    expected: `
      routes:
        - public: http://www.example.com/
          upstream: http://127.0.0.1:8080
          virtualHostMonster: nevow
`,
  },
  {
    name: "the recipe of the Nevow page: static files beside the application",
    input: `
      $HTTP['host'] =~ '^(www.example.org)$' {
              url.rewrite-once = (
                      '^/static/.*' => '$0',
                      '^/(.*)' => '/vhost/http/%0/$1'
              )
              $HTTP['url'] !~ '^/static/' {
                      proxy.server = ( '' =>
                              ( (
                              'host' => '127.0.0.1',
                              'port' => 8080
                              ) )
                      )
              }
              server.document-root = '/path/to/your/project/trunk/'
      }
`,
    expected: `
      routes:
        - public: http://www.example.org/
          upstream: http://127.0.0.1:8080
          virtualHostMonster: nevow
        - public: http://www.example.org/static/
          root: /path/to/your/project/trunk/
`,
  },
  {
    name: "several hosts of one recipe",
    input: String.raw`
      $HTTP["host"] =~ "^(www\.example\.com|shop\.example\.com)$" {
        url.rewrite-once = ( "^/(.*)" => "/vhost/http/%0/$1" )
        proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => 8080 ) ) )
      }
`,
    expected: `
      routes:
        - public:
            - http://www.example.com/
            - http://shop.example.com/
          upstream: http://127.0.0.1:8080
          virtualHostMonster: nevow
`,
  },
  {
    name: "the recipe of Plone's manual: proxy.server names the path that is rewritten to",
    input: `
      $HTTP["host"] == "plone.example.com" {
        url.rewrite-once = ( "^/(.*)$" => "/VirtualHostBase/http/plone.example.com:80/Plone/VirtualHostRoot/$1" )
        proxy.server = ( "/VirtualHostBase/" => ( ( "host" => "127.0.0.1", "port" => 8080 ) ) )
      }
`,
    expected: `
      routes:
        - public: http://plone.example.com/
          internal: http://127.0.0.1:8080/Plone/
          virtualHostMonster: zope
`,
  },
  {
    name: "proxy.server names the path that is rewritten to: what is kept beside it are files",
    input: `
      $HTTP["host"] == "www.example.com" {
        server.document-root = "/srv/www/"
        url.rewrite-once = ( "^/static/.*" => "$0", "^/(.*)" => "/vhost/http/%0/$1" )
        proxy.server = ( "/vhost/" => ( ( "host" => "127.0.0.1", "port" => 8080 ) ) )
      }
`,
    expected: `
      routes:
        - public: http://www.example.com/
          upstream: http://127.0.0.1:8080
          virtualHostMonster: nevow
        - public: http://www.example.com/static/
          root: /srv/www/
`,
  },
  {
    name: "a file that is not rewritten goes to the application as it is",
    input: String.raw`
      url.rewrite-once = ( "^/raw/.*" => "$0", "^/(.*)" => "/site/$1", "^/late/(.*)" => "/x/$1", "\.php$" => "/y", "\.gif$" => "$0" )
      proxy.server = ( "" => ( ( "host" => "127.0.0.1" ) ) )
`,
    expected: String.raw`
      routes:
        # line 1: url.rewrite-once = ( "^/raw/.*" => "$0", "^/(.*)" => "/site/$1", "^/late/(.*)" => "/x/$1"…: no path prefix says this: \.php$, \.gif$
        # line 1: the main server: it names no host; put yours in place of localhost
        - public:
            - http://localhost/
            - http://*/
          internal: http://127.0.0.1/site/
          host: public
        - public:
            - http://localhost/raw/
            - http://*/raw/
          internal: http://127.0.0.1/raw/
          host: public
`,
  },
  {
    name: "proxy.header: hosts and paths",
    input: `
      server.name = "www.example.com"
      $HTTP["url"] =~ "^/app/" {
        proxy.server = ( "" => ( "one" => ( "host" => "10.0.0.5", "port" => 8080 ), "two" => ( "host" => "::1", "port" => "81" ) ) )
        proxy.header = (
          "map-host-request" => ( "www.example.com" => "legacy.internal:8080" ),
          "map-host-response" => ( "legacy.internal:8080" => "www.example.com", "legacy" => "www.example.com", "other" => "other.example.com", "-" => "-" ),
          "map-urlpath" => ( "/app/" => "/" ),
          "https-remap" => "enable",
          "upgrade" => "enable",
          "force-http10" => "enable"
        )
      }
      proxy.forwarded = ( "for" => 1, "host" => 1 )
      proxy.balance = "round-robin"
      proxy.replace-http-host = "disable"
`,
    expected: `
      routes:
        # line 4: proxy.header = ( "map-host-request" => ( "www.example.com" => "legacy.internal:8080" ), "…: no counterpart for force-http10
        # line 4: proxy.header = ( "map-host-request" => ( "www.example.com" => "legacy.internal:8080" ), "…: no route makes "other.example.com" of "other"
        - public: http://www.example.com/app/
          internal: http://legacy.internal:8080/
          aliases:
            - http://legacy/
          upstream:
            - http://10.0.0.5:8080
            - http://[::1]:81
          balance: round-robin
`,
  },
  {
    name: "the Host of the client, unless a map says another",
    input: `
      $HTTP["host"] == "a.example.com" { proxy.server = ( "" => ( ( "host" => "10.0.0.1", "port" => 80 ) ) ) }
      $HTTP["host"] == "b.example.com" {
        proxy.server = ( "" => ( ( "host" => "10.0.0.2", "port" => 80 ) ) )
        proxy.header = ( "map-host-request" => ( "-" => "b.internal" ) )
      }
      $HTTP["host"] == "c.example.com" {
        proxy.server = ( "" => ( ( "host" => "10.0.0.3", "port" => 80 ) ) )
        proxy.header = ( "map-host-request" => ( "c.example.com" => "-", "-" => "c.internal", "d.example.com" => "d.internal" ) )
        proxy.replace-http-host = "enable"
      }
`,
    expected: `
      routes:
        - public: http://a.example.com/
          internal: http://10.0.0.1/
          host: public
        - public: http://b.example.com/
          internal: http://b.internal/
          upstream: http://10.0.0.2
        # line 8: proxy.header = ( "map-host-request" => ( "c.example.com" => "-", "-" => "c.internal", "d.…: the Host of "d.example.com" is not said
        # line 9: proxy.replace-http-host = "enable": no counterpart
        - public: http://c.example.com/
          internal: http://10.0.0.3/
          host: public
`,
  },
  {
    name: "conditions on hosts",
    input: String.raw`
      $HTTP["host"] == "www.example.com:8080" { server.document-root = "/srv/a" }
      $HTTP["host"] =$ ".example.com" { server.document-root = "/srv/b" }
      $HTTP["host"] =~ "(^|\.)example\.org$" { server.document-root = "/srv/c" }
      $HTTP["host"] =~ "example\.net" { server.document-root = "/srv/d" }
      $HTTP["host"] !~ "^www" { server.document-root = "/srv/e" }
      $HTTP["host"] == "no host" { server.document-root = "/srv/f" }
      $HTTP["host"] == "x.example.com" { server.document-root = "/srv/g" } else $HTTP["host"] == "y.example.com" { server.document-root = "/srv/h" } else { server.document-root = "/srv/i" }
`,
    expected: String.raw`
      # line 4: $HTTP["host"] =~ "example\.net": taken as the whole host
      # line 5: $HTTP["host"] !~ "^www": no short list of hosts, nor what is in it
      # line 6: $HTTP["host"] == "no host": no short list of hosts, nor what is in it
      # line 7: else: no counterpart, with all that is in it

      routes:
        - public: http://www.example.com:8080/
          root: /srv/a
        - public: http://*.example.com/
          root: /srv/b
        - public:
            - http://example.org/
            - http://*.example.org/
          root: /srv/c
        - public: http://example.net/
          root: /srv/d
        - public: http://x.example.com/
          root: /srv/g
`,
  },
  {
    name: "conditions on paths",
    input: `
      $HTTP["url"] =~ "^/(a|b)/" { proxy.server = ( "" => ( ( "host" => "10.0.0.1", "port" => 80 ) ) ) }
      $HTTP["url"] =^ "/c/" { proxy.server = ( "/c/d/" => ( ( "host" => "10.0.0.2", "port" => 80 ) ), "/e/" => ( ( "host" => "10.0.0.3", "port" => 80 ) ) ) }
      $HTTP["url"] =~ "\\.php$" { proxy.server = ( "" => ( ( "host" => "10.0.0.4", "port" => 80 ) ) ) }
      proxy.server = ( "/f" => ( ( "host" => "10.0.0.5", "port" => 80 ) ), ".jsp" => ( ( "host" => "10.0.0.6", "port" => 80 ) ), "/g" => ( ( "socket" => "/run/g.sock" ) ) )
      $HTTP["scheme"] == "http" { url.redirect = ( "" => "https://\${url.authority}\${url.path}" ) }
      global { index-file.names = ( "index.php" ) }
`,
    expected: String.raw`
      routes:
        # line 1: the main server: it names no host; put yours in place of localhost
        # line 2: proxy.server = ( "/c/d/" => ( ( "host" => "10.0.0.2", "port" => 80 ) ), "/e/" => ( ( "hos…: "/e/" is no path here
        # line 3: $HTTP["url"] =~ "\.php$": no path prefix says this, nor what is in it
        # line 4: proxy.server = ( "/f" => ( ( "host" => "10.0.0.5", "port" => 80 ) ), ".jsp" => ( ( "host"…: ".jsp" is no path here
        # line 5: $HTTP["scheme"] == "http": no counterpart, with all that is in it
        # line 6: index-file.names = ( "index.php" ): index.html is the index
        - public:
            - http://localhost/f/
            - http://*/f/
          internal: http://10.0.0.5/f/
          host: public
        - public:
            - http://localhost/g/
            - http://*/g/
          internal: http://g.localhost/g/
          upstream: http+unix:///run/g.sock
          host: public
        - public:
            - http://localhost/a/
            - http://*/a/
          internal: http://10.0.0.1/a/
          host: public
        - public:
            - http://localhost/b/
            - http://*/b/
          internal: http://10.0.0.1/b/
          host: public
        - public:
            - http://localhost/c/d/
            - http://*/c/d/
          internal: http://10.0.0.2/c/d/
          host: public
`,
  },
  {
    name: "proxy.balance, for each condition",
    input: `
      proxy.balance = "fair"
      $HTTP["host"] == "a.example.com" { proxy.server = ( "" => ( ( "host" => "10.0.0.1" ), ( "host" => "/run/app.sock" ) ) ) }
      $HTTP["host"] == "b.example.com" {
        proxy.balance = "sticky"
        proxy.server = ( "" => ( ( "host" => "10.0.0.3" ), ( "host" => "10.0.0.4" ) ) )
      }
      $HTTP["host"] == "c.example.com" {
        proxy.balance = "hash"
        proxy.server = ( "" => ( ( "host" => "10.0.0.5" ), ( "host" => "10.0.0.6" ) ) )
      }
      $HTTP["host"] == "d.example.com" {
        proxy.balance = "least-connection"
        proxy.server = ( "" => ( ( "host" => "10.0.0.7" ), ( "host" => "10.0.0.8" ) ) )
      }
`,
    expected: `
      routes:
        - public: http://a.example.com/
          internal: http://10.0.0.1/
          upstream:
            - http://10.0.0.1
            - http+unix:///run/app.sock
          balance: least-connections
          host: public
        # line 4: proxy.balance = "sticky": clients are kept at a server by a cookie, reorigin_server
        - public: http://b.example.com/
          internal: http://10.0.0.3/
          upstream:
            - http://10.0.0.3
            - http://10.0.0.4
          sticky: reorigin_server
          host: public
        # line 8: proxy.balance = "hash": no counterpart
        - public: http://c.example.com/
          internal: http://10.0.0.5/
          upstream:
            - http://10.0.0.5
            - http://10.0.0.6
          host: public
        - public: http://d.example.com/
          internal: http://10.0.0.7/
          upstream:
            - http://10.0.0.7
            - http://10.0.0.8
          balance: least-connections
          host: public
`,
  },
  {
    name: "without proxy.balance, the server with the fewest requests",
    input: `
      $HTTP["host"] == "a.example.com" { proxy.server = ( "" => ( ( "host" => "10.0.0.1" ), ( "host" => "10.0.0.2" ) ) ) }
`,
    expected: `
      routes:
        - public: http://a.example.com/
          internal: http://10.0.0.1/
          upstream:
            - http://10.0.0.1
            - http://10.0.0.2
          balance: least-connections
          host: public
`,
  },
  {
    name: "files: a root, aliases, and what an application leaves of them",
    input: `
      server.document-root = "/srv/www"
      server.indexfiles = ( "index.html" )
      index-file.names += ( "index.html" )
      alias.url = ( "/icons/" => "/usr/share/icons/", "/pics/" => "/srv/pictures/" )
      $HTTP["url"] !~ "^/(static|icons)/" {
        proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => 8080 ) ) )
      }
`,
    expected: `
      routes:
        # line 1: the main server: it names no host; put yours in place of localhost
        # line 4: alias.url = ( "/icons/" => "/usr/share/icons/", "/pics/" => "/srv/pictures/" ): the path is kept below a root, so the directory must end in it
        - public:
            - http://localhost/
            - http://*/
          internal: http://127.0.0.1:8080/
          host: public
        - public:
            - http://localhost/static/
            - http://*/static/
          root: /srv/www
        - public:
            - http://localhost/icons/
            - http://*/icons/
          root: /usr/share
`,
  },
  {
    name: "an exception that no files answer",
    input: `
      $HTTP["url"] !~ "^/private/" { proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => 8080 ) ) ) }
`,
    expected: `
      routes:
        # line 1: $HTTP["url"] !~ "^/private/": what answers it is not in this file
        # line 1: the main server: it names no host; put yours in place of localhost
        - public:
            - http://localhost/
            - http://*/
          internal: http://127.0.0.1:8080/
          host: public
`,
  },
  {
    name: "where the server listens",
    input: `
      server.port = 8080
      server.bind = "127.0.0.1"
      server.document-root = "/srv/www"
      $SERVER["socket"] == ":8443" {
        ssl.engine = "enable"
        ssl.pemfile = "/etc/ssl/a.pem"
        ssl.privkey = "/etc/ssl/a.key"
        ssl.pemfile = "/etc/ssl/b.pem"
        $HTTP["host"] == "secure.example.com" { server.document-root = "/srv/secure" }
      }
      $SERVER["socket"] != ":1" { server.document-root = "/srv/x" }
      $HTTP["host"] == "www.example.com" { server.document-root = "/srv/both" }
`,
    expected: `
      listen:
        - 127.0.0.1:8080
        - address: :8443
          cert: /etc/ssl/a.pem
          key: /etc/ssl/a.key
      routes:
        # line 1: the main server: it names no host; put yours in place of localhost
        # line 4: $SERVER["socket"] == ":8443": it names no host; put yours in place of localhost
        # line 8: ssl.pemfile = "/etc/ssl/b.pem": there is one already, /etc/ssl/a.pem
        # line 11: $SERVER["socket"] != ":1": no one address, nor what is in it
        - public:
            - https://localhost:8443/
            - https://*:8443/
          root: /srv/www
        - public: https://secure.example.com:8443/
          root: /srv/secure
        - public: https://www.example.com:8443/
          root: /srv/both
`,
  },
  {
    name: "a socket of the file system",
    input: `
      server.bind = "/run/lighttpd.sock"
      server.document-root = "relative"
`,
    expected: `
      routes:
        # line 1: server.bind = "/run/lighttpd.sock": sockets of the file system are not supported
        # line 1: the main server: it names no host; put yours in place of localhost
        # line 2: server.document-root = "relative": a relative root begins at the configuration file
        - public:
            - http://localhost/
            - http://*/
          root: relative
`,
  },
  {
    name: "syntax: variables, sums, lists that end in a comma, comments",
    input: String.raw`
      server.modules = ( "mod_proxy", # a comment
        "mod_rewrite", )
      var.base = "/srv" # the base
      var.n = 80
      server.document-root = base + "/www"
      server.errorlog = var.base + "/\"log\""
      alias.url = ( "/x/" => env.HOME + "/x/" )
      server.name = "not a host"
      include "more.conf"
      include_shell "echo"
      url.rewrite-repeat = ( "^/a/(.*)$" => "/b/$1" )
      url.rewrite = ( "^/c/(.*)$" => "/d/$1" )
`,
    expected: String.raw`
      routes:
        # line 1: the main server: it names no host; put yours in place of localhost
        # line 6: server.errorlog = var.base + "/\"log\"": no counterpart
        # line 7: alias.url = ( "/x/" => env.HOME + "/x/" ): env.HOME is not defined in this file
        # line 8: server.name = "not a host": "not a host" is no host
        # line 9: include "more.conf": not followed; import that file too
        # line 10: include_shell "echo": no counterpart
        - public:
            - http://localhost/
            - http://*/
          root: /srv/www
`,
  },
];
