<?php
// php blog-seed.php SITE CONTENT PICTURE
// Fills an installed blog with what CONTENT (JSON) says. In texts, {name} is the id and {name:url} the URL of a picture.
[, $site, $contentFile, $picture] = $argv;
require "$site/wp-load.php";
require ABSPATH . 'wp-admin/includes/admin.php';
$content = json_decode(file_get_contents($contentFile), true);

const AUTHOR = 1;
wp_set_current_user(AUTHOR);
switch_theme($content['theme']);
foreach ($content['options'] as $name => $value) {
    update_option($name, $value);
}
update_user_meta(AUTHOR, 'wp_persisted_preferences', $content['preferences'] + ['_modified' => date('c')]);
$GLOBALS['wp_rewrite']->set_permalink_structure($content['permalinks']);
mkdir(WPMU_PLUGIN_DIR);
file_put_contents(WPMU_PLUGIN_DIR . '/harbour.php', $content['plugin']);

$replacements = [];
foreach ($content['pictures'] as $name => $caption) {
    ['file' => $file, 'url' => $url] = wp_upload_bits("$name.png", null, file_get_contents($picture), '2024/05');
    $data = ['post_title' => $caption, 'post_excerpt' => $caption, 'post_mime_type' => 'image/png'];
    $id = wp_insert_attachment($data, $file);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));
    $replacements += ['{' . $name . '}' => $id, '{' . $name . ':url}' => $url];
}

foreach ($content['posts'] as $name => $post) {
    $id = wp_insert_post(wp_slash([
        'post_type' => $post['type'] ?? 'post',
        'post_name' => $name,
        'post_title' => $post['title'],
        'post_content' => strtr($post['content'], $replacements),
        'post_excerpt' => $post['excerpt'] ?? '',
        'post_status' => 'publish',
        'post_date' => $post['date'],
        'post_category' => array_map('wp_create_category', $post['categories'] ?? []),
        'tags_input' => $post['tags'] ?? [],
    ]));
    if (isset($post['picture'])) {
        set_post_thumbnail($id, $replacements['{' . $post['picture'] . '}']);
    }
    foreach ($post['comments'] ?? [] as $comment) {
        $known = ['comment_post_ID' => $id, 'comment_date' => $post['date'], 'comment_approved' => 1];
        wp_insert_comment(wp_slash($known + $comment));
    }
}
flush_rewrite_rules(false);
