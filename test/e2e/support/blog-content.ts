/** What the blog believes it is called. */
export const BLOG = "http://blog.internal:9300";

/** What its authors and readers wrote, with the internal name in every way that people write it. */
export const BLOG_CONTENT = {
  theme: "twentytwentyone",
  permalinks: "/%year%/%monthnum%/%postname%/",
  options: {
    blogdescription: "What the tide brings",
    show_avatars: "0",
    comment_previously_approved: "0",
    users_can_register: "1",
  },
  // No welcome, whose pictures are elsewhere in the network.
  preferences: {
    "core/edit-post": { welcomeGuide: false },
    "core/edit-site": { welcomeGuide: false, welcomeGuideStyles: false },
  },
  // Two visitors may comment at once, and no patterns are asked for elsewhere in the network.
  plugin: `<?php
add_filter('comment_flood_filter', '__return_false');
add_filter('should_load_remote_block_patterns', '__return_false');
`,
  pictures: { quay: "The quay at low tide", pier: "The old pier", boat: "A boat" },
  posts: {
    "low-tide": {
      title: "Low tide",
      date: "2024-05-01 08:00:00",
      categories: ["Tides"],
      tags: ["sea", "mud"],
      picture: "quay",
      content: `<!-- wp:paragraph -->
<p>Read <a href="${BLOG}/2024/05/high-tide/">High tide</a>, <a href="/2024/05/pictures/">the pictures</a> and
<a href="http://blog.internal:9301/other">a neighbour</a>. The address is ${BLOG}/2024/05/low-tide/ in full.</p>
<!-- /wp:paragraph -->
<!-- wp:image {"id":{quay},"sizeSlug":"large"} -->
<figure class="wp-block-image size-large"><img src="{quay:url}" alt="" class="wp-image-{quay}"/></figure>
<!-- /wp:image -->
<!-- wp:code -->
<pre class="wp-block-code"><code>curl "${BLOG}/wp-json/wp/v2/posts?per_page=1"</code></pre>
<!-- /wp:code -->`,
      comments: [
        {
          comment_author: "Grace",
          comment_author_email: "grace@example.com",
          comment_author_url: `${BLOG}/about/`,
          comment_content: `See also <a href="${BLOG}/2024/05/pictures/" rel="nofollow">these</a> and ${BLOG}/?p=1`,
        },
      ],
    },
    "high-tide": {
      title: "High tide",
      date: "2024-05-02 14:00:00",
      categories: ["Tides", "Weather & wind"],
      tags: ["sea"],
      excerpt: `An excerpt that names ${BLOG}/2024/05/low-tide/ itself.`,
      content: `<!-- wp:embed {"url":"${BLOG}/2024/05/low-tide/","type":"wp-embed","providerNameSlug":"harbour"} -->
<figure class="wp-block-embed is-type-wp-embed"><div class="wp-block-embed__wrapper">
${BLOG}/2024/05/low-tide/
</div></figure>
<!-- /wp:embed -->
<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button -->
<div class="wp-block-button"><a class="wp-block-button__link wp-element-button" href="${BLOG}/category/tides/">Tides</a></div>
<!-- /wp:button --></div><!-- /wp:buttons -->
<!-- wp:file {"id":{boat},"href":"{boat:url}"} -->
<div class="wp-block-file"><a href="{boat:url}">The boat</a><a href="{boat:url}" class="wp-block-file__button" download>Download</a></div>
<!-- /wp:file -->
<!-- wp:cover {"url":"{pier:url}","id":{pier}} -->
<div class="wp-block-cover" style="background-image:url({pier:url})"><div class="wp-block-cover__inner-container"><p>Cover</p></div></div>
<!-- /wp:cover -->`,
    },
    pictures: {
      title: "Pictures",
      date: "2024-05-03 10:00:00",
      categories: ["Pictures"],
      picture: "boat",
      content: `<!-- wp:gallery {"linkTo":"media"} -->
<figure class="wp-block-gallery has-nested-images columns-default is-cropped">
<!-- wp:image {"id":{quay},"linkDestination":"media"} -->
<figure class="wp-block-image"><a href="{quay:url}"><img src="{quay:url}" alt="" class="wp-image-{quay}"/></a></figure>
<!-- /wp:image -->
<!-- wp:image {"id":{pier},"linkDestination":"media"} -->
<figure class="wp-block-image"><a href="{pier:url}"><img src="{pier:url}" alt="" class="wp-image-{pier}"/></a></figure>
<!-- /wp:image -->
</figure>
<!-- /wp:gallery -->
<!-- wp:shortcode -->
[gallery ids="{quay},{pier},{boat}" link="file"]
<!-- /wp:shortcode -->`,
    },
    sounds: {
      title: "Sounds",
      date: "2024-05-04 10:00:00",
      categories: ["Pictures"],
      content: `<!-- wp:audio --><figure class="wp-block-audio"><audio controls src="${BLOG}/wp-content/uploads/foghorn.mp3"></audio></figure><!-- /wp:audio -->
<!-- wp:html --><div data-config='{"endpoint":"http:\\/\\/blog.internal:9300\\/wp-json\\/"}' onclick="location.href='${BLOG}/about/'">Horn</div><!-- /wp:html -->`,
    },
    about: {
      type: "page",
      title: "About",
      date: "2024-05-01 07:00:00",
      content: `<!-- wp:paragraph --><p>We are at <a href="${BLOG}/">${BLOG}/</a>; mail <a href="mailto:ada@blog.internal">Ada</a>.</p><!-- /wp:paragraph -->
<!-- wp:search {"label":"Search"} /--><!-- wp:latest-posts /-->
<!-- wp:loginout {"displayLoginAsForm":true,"redirectToCurrent":true} /-->`,
    },
  },
} as const;
