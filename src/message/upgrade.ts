import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** The parts of a request that decide about its upgrade. */
type Upgrading = Pick<IncomingMessage, "httpVersionMinor" | "headers">;

/**
 * Whether a request asks for a protocol that can be tunnelled (RFC 9110 section 7.8). HTTP/2 cannot, because its later
 * requests would pass unseen.
 */
export function wantsTunnel(request: Upgrading): boolean {
  return upgradeProtocols(request) !== undefined;
}

/** Whether a request asks for another protocol, any one. */
export function asksForUpgrade({ upgrade, connection = "" }: IncomingHttpHeaders): boolean {
  return upgrade !== undefined && NOMINATES_UPGRADE.test(connection);
}

/** The Upgrade field to forward; undefined if it asks for nothing that can be tunnelled. HTTP/1.0 cannot ask. */
export function upgradeProtocols({ httpVersionMinor, headers }: Upgrading): string | undefined {
  const { upgrade = "" } = headers;
  if (httpVersionMinor === 0) return undefined;
  if (!PROTOCOLS.test(upgrade) || !asksForUpgrade(headers)) return undefined;
  return UNTUNNELLED.test(upgrade) ? undefined : upgrade;
}

/** Whether a 101 switches to a requested protocol. */
export function isOffered(asked: string | undefined, switched: string | string[] | undefined): switched is string {
  if (asked === undefined || typeof switched !== "string") return false;
  const offers = protocolsOf(asked);
  return protocolsOf(switched).every((protocol) => offers.includes(protocol));
}

/** Whether an upstream proves the key of a WebSocket handshake (RFC 6455 section 4.2.2). */
export function provesKey(accept: string | undefined, key: string | undefined): boolean {
  return (
    key !== undefined &&
    accept ===
      createHash("sha1")
        .update(key + WEBSOCKET_GUID)
        .digest("base64")
  );
}

const WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

const PROTOCOLS = /^[\w!#$%&'*+.^`|~/-]+(?:[ \t]*,[ \t]*[\w!#$%&'*+.^`|~/-]+)*$/;
const NOMINATES_UPGRADE = /(?:^|,)[ \t]*upgrade[ \t]*(?:,|$)/i;
const UNTUNNELLED = /(?:^|[,\s])(?:h2c|h2|http\/\d|tls\/)/i;

function protocolsOf(field: string): string[] {
  return field
    .toLowerCase()
    .split(",")
    .map((protocol) => protocol.trim());
}
