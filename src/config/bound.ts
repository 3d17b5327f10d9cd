import { originOf, parseTarget } from "../url/places/place.ts";
import type { Config } from "./config.ts";

/** A configuration that is listened for: public URLs of port 0, "any free one", get the port that it was. */
export function boundTo(config: Config, port: number): Config {
  const bind = (url: string) => {
    const place = parseTarget(url);
    return place.port === 0 ? `${originOf({ ...place, port })}${place.path}/` : url;
  };
  return { ...config, routes: config.routes.map((route) => ({ ...route, public: route.public.map(bind) })) };
}
