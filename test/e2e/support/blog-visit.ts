import assert from "node:assert/strict";
import { BLOG_USER } from "./blog.ts";
import type { Document } from "./document.ts";
import type { Visitor } from "./visitor.ts";

/** Installs the program in its own pages. */
export async function installBlog(visitor: Visitor, title: string): Promise<void> {
  const { name, password } = BLOG_USER;
  const shown = await visitor.submit(await visitor.open("wp-admin/install.php"), "weblog_title", {
    weblog_title: title,
    user_name: name,
    admin_password: password,
    admin_password2: password,
    pw_weak: "on",
    admin_email: "ada@example.com",
  });
  assert.match(shown.text, /WordPress has been installed/);
}

export async function logInToBlog(visitor: Visitor): Promise<void> {
  const { name, password } = BLOG_USER;
  const shown = await visitor.submit(await visitor.open("wp-admin/"), "log", { log: name, pwd: password });
  assert.match(shown.text, /At a Glance/);
}

/** Comments on a post; resolves to the post as it is shown then. */
export async function commentOnPost(visitor: Visitor, path: string, comment: string): Promise<Document> {
  const author = { author: "Mary", email: "mary@example.com", url: `${visitor.home}about/` };
  return visitor.submit(await visitor.open(path), "comment_post_ID", { comment, ...author });
}

/** What the REST API says of a post. */
export interface Post {
  readonly link: string;
  readonly slug: string;
  readonly content: { readonly raw: string };
}

/** Publishes a post through the REST API. */
export async function publishPost(visitor: Visitor, title: string, content: string): Promise<Post> {
  const nonce = (await visitor.get("wp-admin/admin-ajax.php?action=rest-nonce")).body.toString();
  const { status, body } = await visitor.post(`wp-json/wp/v2/posts?_wpnonce=${nonce}`, {
    title,
    content,
    status: "publish",
  });
  assert.equal(status, 201, body.toString());
  return JSON.parse(body.toString());
}
