import type { ImportCase } from "./support.ts";

/** Pieces of nginx.conf, and what becomes of them. */
export const NGINX_CASES: readonly ImportCase[] = [
  {
    name: "a path in place of another: the slash behind the target counts",
    input: `
      server {
        server_name www.example.com;
        location /a/ { proxy_pass http://a.internal:8080/; }
        location /b/ { proxy_pass http://b.internal:8080; }
        location /c/ { proxy_pass http://c.internal/inner/; }
        location /d/ { proxy_pass http://d.internal$request_uri; }
        location /e { proxy_pass http://e.internal/; }
        location ^~ /f/ { proxy_pass http://f.internal/; }
      }
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/a/
          internal: http://a.internal:8080/
        - public: http://www.example.com/b/
          internal: http://b.internal:8080/b/
        - public: http://www.example.com/c/
          internal: http://c.internal/inner/
        - public: http://www.example.com/d/
          internal: http://d.internal/d/
        # line 7: proxy_pass http://e.internal/: a slash ends one of the two paths only; the route reads both as directories
        - public: http://www.example.com/e/
          internal: http://e.internal/
        - public: http://www.example.com/f/
          internal: http://f.internal/
`,
  },
  {
    name: "every way of saying one pair is one route",
    input: String.raw`
      server {
        listen 80;
        server_name www.example.com;
        location /app/ {
          proxy_pass http://legacy.internal:8080/;
          proxy_redirect default;
          proxy_redirect http://legacy.internal:8080/ /app/;
          proxy_redirect http://legacy.internal:8080/ $scheme://$host/app/;
          proxy_redirect ~^http://legacy\.internal:8080/(.*)$ /app/$1;
          proxy_cookie_domain legacy.internal $host;
          proxy_cookie_path / /app/;
          sub_filter 'href="/' 'href="/app/';
          sub_filter 'http://legacy.internal:8080' 'http://$host/app';
          sub_filter_once off;
          sub_filter_types text/html text/css;
          sub_filter_last_modified on;
        }
      }
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/app/
          internal: http://legacy.internal:8080/
`,
  },
  {
    name: "other names of the application are aliases",
    input: `
      server {
        server_name www.example.com;
        proxy_redirect http://legacy/ /;
        proxy_cookie_domain old.internal www.example.com;
        location / {
          proxy_pass http://10.0.0.5:8080;
          sub_filter "http://shop.internal" "https://$http_host";
        }
      }
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/
          internal: http://10.0.0.5:8080/
          aliases:
            - http://legacy/
            - http://shop.internal/
            - http://old.internal/
`,
  },
  {
    name: "a cookie's domain belongs to the application of its location, and needs no alias where a URL has told it",
    input: `
      server {
        server_name www.example.com;
        location / { proxy_pass http://10.0.0.5:8080; }
        location /app/ {
          proxy_pass http://10.0.0.6/;
          proxy_cookie_domain legacy.internal www.example.com;
          proxy_redirect http://legacy.internal:3000/ /app/;
        }
        location /shop/ {
          proxy_pass http://10.0.0.7/;
          proxy_cookie_domain shop.internal www.example.com;
        }
      }
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/
          internal: http://10.0.0.5:8080/
        - public: http://www.example.com/app/
          internal: http://10.0.0.6/
          aliases:
            - http://legacy.internal:3000/
        - public: http://www.example.com/shop/
          internal: http://10.0.0.7/
          aliases:
            - http://shop.internal/
`,
  },
  {
    name: "mappings that no route says",
    input: String.raw`
      server {
        server_name www.example.com;
        location / {
          proxy_pass http://10.0.0.5;
          proxy_redirect off;
          proxy_redirect http:// https://;
          proxy_redirect ~^(\w+)://([^/]+)(/.*)$ $3;
          proxy_cookie_domain off;
          proxy_cookie_domain ~\.internal$ www.example.com;
          proxy_cookie_domain 10.0.0.5 example.org;
          proxy_cookie_path off;
          proxy_cookie_path /x/ "/y/; Secure; HttpOnly";
          proxy_cookie_path ~^/(\w)/ /;
          proxy_cookie_flags ~ secure;
          sub_filter Intranet Extranet;
          sub_filter "$request_id" "";
        }
      }
`,
    expected: String.raw`
      listen: :80
      routes:
        # line 5: proxy_redirect off: say "rewrite: { fields: { location: keep, refresh: keep } }" for that
        # line 6: proxy_redirect http:// https://: no route makes "https://" of "http://"
        # line 7: proxy_redirect ~^(\w+)://([^/]+)(/.*)$ $3: no path prefix says this
        # line 8: proxy_cookie_domain off: no counterpart
        # line 9: proxy_cookie_domain ~\.internal$ www.example.com: no path prefix says this
        # line 10: proxy_cookie_domain 10.0.0.5 example.org: no route makes "example.org" of "10.0.0.5"
        # line 11: proxy_cookie_path off: no counterpart
        # line 12: proxy_cookie_path /x/ /y/; Secure; HttpOnly: no counterpart for Secure HttpOnly
        # line 12: proxy_cookie_path /x/ /y/; Secure; HttpOnly: no route makes "/y/" of "/x/"
        # line 13: proxy_cookie_path ~^/(\w)/ /: no path prefix says this
        # line 14: proxy_cookie_flags ~ secure: no counterpart
        # line 15: sub_filter Intranet Extranet: no URL in place of another
        # line 16: sub_filter $request_id: no URL in place of another
        - public: http://www.example.com/
          internal: http://10.0.0.5/
`,
  },
  {
    name: "the Host that is sent, and which of those around hold",
    input: `
      http {
        proxy_set_header Host $host;
        server {
          server_name a.example.com;
          location / { proxy_pass http://10.0.0.1; }
          location /own/ { proxy_pass http://10.0.0.2; proxy_set_header X-Forwarded-Proto $scheme; }
          location /same/ { proxy_pass http://10.0.0.3; proxy_set_header Host $proxy_host; }
          location /name/ { proxy_pass http://10.0.0.4; proxy_set_header Host legacy.internal; }
          location /public/ { proxy_pass http://10.0.0.5; proxy_set_header Host A.example.com; }
          location /odd/ { proxy_pass http://10.0.0.6; proxy_set_header Host $arg_host; }
        }
      }
`,
    expected: `
      listen: :80
      routes:
        - public: http://a.example.com/
          internal: http://10.0.0.1/
          host: public
        - public: http://a.example.com/own/
          internal: http://10.0.0.2/own/
        - public: http://a.example.com/same/
          internal: http://10.0.0.3/same/
        - public: http://a.example.com/name/
          internal: http://legacy.internal/name/
          upstream: http://10.0.0.4
        - public: http://a.example.com/public/
          internal: http://10.0.0.5/public/
          host: public
        # line 10: proxy_set_header Host $arg_host: no counterpart
        - public: http://a.example.com/odd/
          internal: http://10.0.0.6/odd/
`,
  },
  {
    name: "fields and switches that reorigin needs no word for, and others",
    input: `
      load_module modules/x.so;
      server {
        server_name www.example.com;
        location / {
          proxy_pass http://10.0.0.5;
          proxy_http_version 1.1;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection "upgrade";
          proxy_set_header Accept-Encoding "";
          proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
          proxy_set_header X-Real-IP $remote_addr;
          proxy_buffering off;
          proxy_request_buffering on;
          proxy_ssl_server_name on;
          proxy_ssl_verify off;
          proxy_read_timeout 60s;
          gunzip on;
          client_max_body_size 10m;
        }
      }
`,
    expected: `
      listen: :80
      routes:
        # line 11: proxy_set_header X-Real-IP $remote_addr: no counterpart
        # line 13: proxy_request_buffering on: bodies are never buffered
        # line 15: proxy_ssl_verify off: say "upstreamTls: { verify: false }" for that
        # line 16: proxy_read_timeout 60s: no counterpart
        # line 18: client_max_body_size 10m: no counterpart
        - public: http://www.example.com/
          internal: http://10.0.0.5/
`,
  },
  {
    name: "upstream: a group of servers",
    input: `
      upstream pool {
        least_conn;
        server 10.0.0.5:8080 weight=3;
        server 10.0.0.6:8080;
        server 10.0.0.7 down;
        server unix:/run/app.sock;
        keepalive 16;
      }
      upstream spare {
        server 10.0.0.9;
      }
      upstream none {
        server 10.0.0.9 down;
      }
      server {
        server_name www.example.com;
        location / { proxy_pass http://pool; }
        location /public/ { proxy_pass http://pool; proxy_set_header Host $http_host; }
        location /none/ { proxy_pass http://none; }
      }
`,
    expected: `
      # line 3: server 10.0.0.5:8080 weight=3: no counterpart for weight=3
      # line 9: upstream spare: nothing leads to it

      listen: :80
      routes:
        # line 19: proxy_pass http://none: no servers of "none" in this file
        - public: http://www.example.com/
          internal: http://pool/
          upstream:
            - http://10.0.0.5:8080
            - http://10.0.0.6:8080
            - http+unix:///run/app.sock
          balance: least-connections
        - public: http://www.example.com/public/
          internal: http://10.0.0.5:8080/public/
          upstream:
            - http://10.0.0.5:8080
            - http://10.0.0.6:8080
            - http+unix:///run/app.sock
          balance: least-connections
          host: public
`,
  },
  {
    name: "upstream: who gets a request, and who is passed over",
    input: `
      upstream by-address { ip_hash; server 10.0.0.1; server 10.0.0.2; server 10.0.0.1:80; }
      upstream by-cookie { sticky cookie srv_id expires=1h path=/ httponly; server 10.0.0.3; server 10.0.0.4; }
      upstream learned { sticky learn create=$upstream_cookie_id; server 10.0.0.5; server 10.0.0.6; }
      upstream by-path { hash $uri consistent; server 10.0.0.7; server 10.0.0.8; }
      upstream careful {
        server a.internal max_fails=3 fail_timeout=10s resolve;
        server b.internal max_fails=3 fail_timeout=500ms backup;
      }
      upstream never { server 10.0.0.9 fail_timeout=0; server 10.0.0.10 fail_timeout=0 max_fails=2; }
      upstream alone { server unix:/run/gunicorn.sock fail_timeout=0; }
      least_conn;
      server {
        server_name www.example.com;
        location /a/ { proxy_pass http://by-address; }
        location /b/ { proxy_pass http://by-cookie; }
        location /c/ { proxy_pass http://learned; }
        location /d/ { proxy_pass http://by-path; }
        location /e/ { proxy_pass http://careful; }
        location /f/ { proxy_pass http://never; }
        location /g/ { proxy_pass http://alone; proxy_set_header Host $http_host; }
      }
`,
    expected: `
      # line 1: ip_hash: clients are kept at a server by a cookie, reorigin_server
      # line 2: sticky cookie srv_id expires=1h path=/ httponly: no counterpart for expires=1h
      # line 3: sticky learn create=$upstream_cookie_id: clients are kept at a server by a cookie, reorigin_server
      # line 4: hash $uri consistent: no counterpart
      # line 7: server b.internal max_fails=3 fail_timeout=500ms backup: no counterpart for fail_timeout=500ms backup
      # line 9: server 10.0.0.10 fail_timeout=0 max_fails=2: no counterpart for max_fails=2
      # line 11: least_conn: no counterpart

      listen: :80
      routes:
        - public: http://www.example.com/a/
          internal: http://by-address/a/
          upstream:
            - http://10.0.0.1
            - http://10.0.0.2
          sticky: reorigin_server
        - public: http://www.example.com/b/
          internal: http://by-cookie/b/
          upstream:
            - http://10.0.0.3
            - http://10.0.0.4
          sticky: srv_id
        - public: http://www.example.com/c/
          internal: http://learned/c/
          upstream:
            - http://10.0.0.5
            - http://10.0.0.6
          sticky: reorigin_server
        - public: http://www.example.com/d/
          internal: http://by-path/d/
          upstream:
            - http://10.0.0.7
            - http://10.0.0.8
        - public: http://www.example.com/e/
          internal: http://careful/e/
          upstream:
            - http://a.internal
            - http://b.internal
          ejection:
            durationMs: 10000
            failures: 3
        - public: http://www.example.com/f/
          internal: http://never/f/
          upstream:
            - http://10.0.0.9
            - http://10.0.0.10
          ejection: off
        - public: http://www.example.com/g/
          internal: http://alone/g/
          upstream: http+unix:///run/gunicorn.sock
          host: public
`,
  },
  {
    name: "sockets, and who may sign certificates",
    input: `
      server {
        server_name www.example.com;
        proxy_ssl_trusted_certificate /etc/ssl/ca.pem;
        location /a/ { proxy_pass http://unix:/run/app.sock; }
        location /b/ { proxy_pass "http://unix:/run/My App.sock:/inner/"; }
        location /c/ { proxy_pass https://secure.internal; }
      }
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/a/
          internal: http://app.localhost/a/
          upstream: http+unix:///run/app.sock
        - public: http://www.example.com/b/
          internal: http://my-app.localhost/inner/
          upstream: http+unix:///run/My%20App.sock
        - public: http://www.example.com/c/
          internal: https://secure.internal/c/
          upstreamTls:
            ca: /etc/ssl/ca.pem
`,
  },
  {
    name: "rewriting before passing",
    input: `
      server {
        server_name www.example.com;
        location /old/ {
          rewrite ^/old/(.*)$ /new/$1 break;
          proxy_pass http://10.0.0.5;
        }
        location /deep/er/ {
          rewrite ^/deep(/.*)$ $1$is_args$args break;
          proxy_pass http://10.0.0.6;
        }
        location /x/ {
          rewrite ^/y/(.*)$ /$1 break;
          proxy_pass http://10.0.0.7;
        }
        rewrite ^/gone /here permanent;
        rewrite ^/all/(.*)$ /$1 break;
      }
`,
    expected: `
      listen: :80
      routes:
        # line 13: proxy_pass http://10.0.0.7: the rewrite is about another path
        # line 15: rewrite ^/gone /here permanent: no counterpart
        # line 16: rewrite ^/all/(.*)$ /$1 break: no counterpart
        - public: http://www.example.com/old/
          internal: http://10.0.0.5/new/
        - public: http://www.example.com/deep/er/
          internal: http://10.0.0.6/er/
`,
  },
  {
    name: "a Zope site, by its rewrite rule, and a Nevow one",
    input: `
      server {
        listen 443 ssl;
        server_name www.example.com;
        ssl_certificate /etc/ssl/www.pem;
        ssl_certificate_key /etc/ssl/www.key;
        location / {
          rewrite ^/(.*)$ /VirtualHostBase/https/$host:443/Plone/VirtualHostRoot/$1 break;
          proxy_pass http://127.0.0.1:8080;
        }
        location /nevow/ {
          proxy_pass http://127.0.0.1:8081/vhost/https/www.example.com:443/nevow/;
        }
      }
`,
    expected: `
      listen:
        address: :443
        cert: /etc/ssl/www.pem
        key: /etc/ssl/www.key
      routes:
        - public: https://www.example.com/
          internal: http://127.0.0.1:8080/Plone/
          virtualHostMonster: zope
        - public: https://www.example.com/nevow/
          internal: http://127.0.0.1:8081/nevow/
          virtualHostMonster: nevow
`,
  },
  {
    name: "files: root keeps the path, alias has one of its own",
    input: `
      server {
        server_name www.example.com;
        root /srv/www;
        index index.html index.htm;
        location / { try_files $uri $uri/ =404; }
        location /app/ { proxy_pass http://10.0.0.5; }
        location /static/ { root /srv/assets; expires 30d; }
        location /media/ { alias /srv/files/media/; }
        location /pics/ { alias /srv/files/pictures/; index start.html; }
        location /app/help/ { try_files $uri /app/help/index.html; }
      }
`,
    expected: `
      listen: :80
      routes:
        # line 9: alias /srv/files/pictures/: the path is kept below a root, so the directory must end in it
        # line 9: index start.html: index.html is the index
        # line 10: try_files $uri /app/help/index.html: no counterpart
        - public:
            - http://www.example.com/
            - http://www.example.com/app/help/
          root: /srv/www
        - public: http://www.example.com/app/
          internal: http://10.0.0.5/app/
        # line 7: expires 30d: no counterpart
        - public: http://www.example.com/static/
          root: /srv/assets
        - public: http://www.example.com/media/
          root: /srv/files
`,
  },
  {
    name: "files of a server around the applications",
    input: `
      server {
        server_name www.example.com;
        root html;
        location /app/ { proxy_pass http://10.0.0.5; }
        location /nothing/ { }
      }
`,
    expected: `
      listen: :80
      routes:
        - public: http://www.example.com/app/
          internal: http://10.0.0.5/app/
        # line 3: root html: a relative root begins at the configuration file
        - public: http://www.example.com/
          root: html
`,
  },
  {
    name: "files beside the paths of an application",
    input: `
      server {
        server_name www.example.com;
        root /srv/www/public;
        location / { try_files $uri @app; }
        location @app { proxy_pass http://10.0.0.5:3000; proxy_set_header Host $host; }
        location @other { proxy_pass http://10.0.0.6; }
      }
`,
    expected: `
      listen: :80
      routes:
        # line 4: try_files $uri @app: files beside the paths of an application are not served; give them a path of their own
        # line 6: location @other: no location falls back to it
        - public: http://www.example.com/
          internal: http://10.0.0.5:3000/
          host: public
`,
  },
  {
    name: "locations that are prefixes, and others",
    input: String.raw`
      server {
        server_name www.example.com;
        location ~ ^/(a|b)/ { proxy_pass http://10.0.0.5; }
        location ~* \.(png|css)$ { root /srv/www; }
        location = /favicon.ico { root /srv/www; }
        location /c/ {
          proxy_pass http://10.0.0.6;
          location /c/d/ { proxy_pass http://10.0.0.7; }
        }
      }
`,
    expected: String.raw`
      listen: :80
      routes:
        # line 4: location ~* \.(png|css)$: no path prefix says this, nor what is in it
        # line 5: location = /favicon.ico: no path prefix says this, nor what is in it
        - public: http://www.example.com/a/
          internal: http://10.0.0.5/a/
        - public: http://www.example.com/b/
          internal: http://10.0.0.5/b/
        - public: http://www.example.com/c/
          internal: http://10.0.0.6/c/
        - public: http://www.example.com/c/d/
          internal: http://10.0.0.7/c/d/
`,
  },
  {
    name: "what answers without an application or files",
    input: `
      server {
        server_name www.example.com;
        root /srv/www;
        location /a/ { return 403; }
        location /b/ { fastcgi_pass 127.0.0.1:9000; }
        location /c/ { uwsgi_pass 127.0.0.1:9000; }
        location /d/ { scgi_pass 127.0.0.1:9000; }
        location /e/ { grpc_pass grpc://127.0.0.1:9000; }
        location /f/ { memcached_pass 127.0.0.1:11211; }
        location /g/ { stub_status; }
      }
      server {
        server_name example.com;
        root /srv/www;
        return 301 http://www.example.com$request_uri;
        location /dead/ { proxy_pass http://10.0.0.5; }
      }
`,
    expected: `
      # line 15: return 301 http://www.example.com$request_uri: no counterpart
      # line 16: location /dead/: never reached, because line 15 answers

      listen: :80
      routes:
        # line 4: return 403: no counterpart
        # line 5: fastcgi_pass 127.0.0.1:9000: no counterpart
        # line 6: uwsgi_pass 127.0.0.1:9000: no counterpart
        # line 7: scgi_pass 127.0.0.1:9000: no counterpart
        # line 8: grpc_pass grpc://127.0.0.1:9000: no counterpart
        # line 9: memcached_pass 127.0.0.1:11211: no counterpart
        # line 10: stub_status: no counterpart
        - public: http://www.example.com/
          root: /srv/www
`,
  },
  {
    name: "targets that cannot be said",
    input: `
      server {
        server_name www.example.com;
        location /a/ { proxy_pass http://unix:relative.sock:/; }
        location /b/ { proxy_pass $backend; }
        location /c/ { proxy_pass http://10.0.0.5/$1; }
        location /d/ { proxy_pass https://secure.internal/; }
      }
`,
    expected: `
      listen: :80
      routes:
        # line 3: proxy_pass http://unix:relative.sock:/: "http+unix://relative.sock" is no http or https URL
        # line 4: proxy_pass $backend: a variable tells where to connect
        # line 5: proxy_pass http://10.0.0.5/$1: a variable or a query is in the target's path
        # line 6: proxy_pass https://secure.internal/: reorigin verifies the upstream's certificate
        - public: http://www.example.com/d/
          internal: https://secure.internal/
`,
  },
  {
    name: "who a server is",
    input: String.raw`
      server {
        listen 80 default_server;
        server_name _ "";
        location / { proxy_pass http://10.0.0.1; }
      }
      server {
        server_name .example.com example.* ~^(www\.)?example\.net$ ~^\d+$;
        location / { proxy_pass http://10.0.0.2; }
      }
`,
    expected: String.raw`
      listen: :80
      routes:
        # line 1: server: it names no host; put yours in place of localhost
        - public:
            - http://localhost/
            - http://*/
          internal: http://10.0.0.1/
        # line 7: server_name .example.com example.* ~^(www\.)?example\.net$ ~^\d+$: example.*, ~^\d+$ cannot be a host of a route
        - public:
            - http://example.com/
            - http://www.example.net/
            - http://example.net/
            - http://*.example.com/
          internal: http://10.0.0.2/
`,
  },
  {
    name: "where a server listens and whom it trusts",
    input: `
      set_real_ip_from 10.0.0.0/8;
      set_real_ip_from proxy.example.com;
      set_real_ip_from unix:;
      real_ip_header X-Forwarded-For;
      real_ip_recursive on;
      server {
        listen 127.0.0.1;
        listen [::1]:8080;
        listen *:81 proxy_protocol;
        listen unix:/run/nginx.sock;
        server_name www.example.com;
        location / { proxy_pass http://10.0.0.1; }
      }
      server {
        ssl on;
        listen 8443;
        ssl_certificate tls/a.pem;
        ssl_certificate tls/a-ecdsa.pem;
        server_name a.example.com;
        location / { proxy_pass http://10.0.0.2; }
      }
`,
    expected: `
      # line 2: set_real_ip_from proxy.example.com: "proxy.example.com" is no address
      # line 3: set_real_ip_from unix:: "unix:" is no address

      listen:
        - 127.0.0.1:80
        - "[::1]:8080"
        - :81
        - address: :8443
          cert: tls/a.pem
          key: tls/a.pem
      trustedProxies:
        - 10.0.0.0/8
      routes:
        # line 9: listen *:81 proxy_protocol: no counterpart for proxy_protocol
        # line 10: listen unix:/run/nginx.sock: sockets of the file system are not supported
        - public: http://www.example.com/
          internal: http://10.0.0.1/
        # line 18: ssl_certificate tls/a-ecdsa.pem: there is one already, tls/a.pem
        - public: https://a.example.com:8443/
          internal: http://10.0.0.2/
`,
  },
  {
    name: "a redirect to https, and the site",
    input: `
      server {
        listen 80;
        listen [::]:80;
        server_name www.example.com;
        return 301 https://$host$request_uri;
      }
      server {
        listen 443 ssl http2;
        listen [::]:443 ssl;
        server_name www.example.com;
        ssl_certificate /etc/ssl/a.pem;
        ssl_certificate_key /etc/ssl/a.key;
        if ($bad) { return 403; }
        location / { proxy_pass http://10.0.0.1; }
        location /ws/ {
          proxy_pass http://10.0.0.1;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;
        }
      }
`,
    expected: `
      # line 5: return 301 https://$host$request_uri: no counterpart

      listen:
        - :80
        - address: :443
          cert: /etc/ssl/a.pem
          key: /etc/ssl/a.key
      routes:
        # line 13: if ($bad): no counterpart, with all that is in it
        - public: https://www.example.com/
          internal: http://10.0.0.1/
`,
  },
  {
    name: "syntax: quotes, escapes, variables in braces, comments",
    input: `
      server { # }
        server_name "www.example.com"; access_log '/var/log/a;b.log' combined;
        log_format x '$remote_addr - "\${request}"
          \\'$status\\'';
        set $y \${x}y; add_header X-A a\\;b; location / { proxy_pass http://10.0.0.1; } }
      map $http_upgrade $connection_upgrade { default upgrade; '' close; }
      include conf.d/*.conf;
`,
    expected: `
      # line 6: map $http_upgrade $connection_upgrade: no counterpart, with all that is in it
      # line 7: include conf.d/*.conf: not followed; import that file too

      listen: :80
      routes:
        # line 2: access_log /var/log/a;b.log combined: no counterpart
        # line 3: log_format x $remote_addr - "\${request}" \\'$status\\': no counterpart
        # line 5: add_header X-A a\\;b: no counterpart
        - public: http://www.example.com/
          internal: http://10.0.0.1/
`,
  },
];
