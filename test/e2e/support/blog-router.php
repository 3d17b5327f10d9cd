<?php
// The rewrite rule of WordPress for web servers: a path that is no file goes to the front controller.
$root = $_SERVER['DOCUMENT_ROOT'];
$file = $root . rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (is_file($file) || is_file("$file/index.php")) {
    return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = "$root/index.php";
chdir($root);
require 'index.php';
