import { mounted } from "../scopes.ts";
import { testValues } from "../table-test.ts";

testValues("url-list", [
  { name: "white space of all kinds", scope: mounted, input: "\t/a\n/b  c ", expected: "\t/app/a\n/app/b  c " },
]);

testValues("url-comma-list", [
  {
    name: "spaces around",
    scope: mounted,
    input: "/a.jar, b.jar , /c.jar",
    expected: "/app/a.jar, b.jar , /app/c.jar",
  },
]);

testValues("origin-list", [
  {
    name: "Timing-Allow-Origin",
    input: "*, http://legacy.internal:8080,https://other.example",
    expected: "*, https://www.example.com,https://other.example",
  },
  {
    name: "Feature-Policy",
    scope: mounted,
    input: "geolocation 'self' http://legacy.internal:8080; camera 'none'",
    expected: "geolocation 'self' https://www.example.com; camera 'none'",
  },
]);

testValues("task-pairs", [
  {
    name: "msapplication-task",
    scope: mounted,
    input: "name=In/box; action-uri=/inbox;icon-uri=/i.ico;window-type=tab",
    expected: "name=In/box; action-uri=/app/inbox;icon-uri=/app/i.ico;window-type=tab",
  },
]);

testValues("app-pairs", [
  {
    name: "apple-itunes-app",
    input: "app-id=1, app-argument=http://legacy.internal:8080/x",
    expected: "app-id=1, app-argument=https://www.example.com/x",
  },
]);
