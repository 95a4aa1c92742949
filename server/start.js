/** Promises a server from one line on any machine with Node, or one line that says what is missing. Runs on any old Node. */
'use strict';
var fs = require('fs');
var path = require('path');

var root = path.join(__dirname, '..');
var version = process.versions.node;

function stop(failure) {
  console.error(failure.zh);
  console.error(failure.en);
  (failure.log || []).forEach(function (line) {
    console.error('    ' + line);
  });
  process.exit(1);
}

function checkNode() {
  var parts = version.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return;
  var tooOld = '✗ Node ' + version + ' is too old: 20.19 or later is needed, 24 is advised.';
  stop({
    zh:
      '✗ Node ' + version + ' 太旧：需要 20.19 以上，建议 24。怎么办：从 https://nodejs.org 安装，或者 nvm install 24',
    en: tooOld + ' What to do: install it from https://nodejs.org, or nvm install 24',
  });
}

/** The name of the first package that is needed at run time and not there. */
function missingPackage() {
  var needed = Object.keys(JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies);
  return needed.filter(function (name) {
    return !fs.existsSync(path.join(root, 'node_modules', name, 'package.json'));
  })[0];
}

function checkPackages() {
  var missing = missingPackage();
  if (!missing) return;
  stop({
    zh: '✗ 依赖没有安装完整：缺少 ' + missing + '。怎么办：npm ci',
    en: '✗ The packages are not installed completely: ' + missing + ' is missing. What to do: npm ci',
  });
}

function start() {
  require('../.build/server/main.js').main();
}

function buildFailed(error) {
  if (!error.zh) throw error;
  stop(error);
}

checkNode();
checkPackages();
var built = require('./build.js').ensureBuilt();
var portalBuilt = require('../client-examples/portal/build.js').ensurePortal();
Promise.all([built, portalBuilt]).then(start, buildFailed);
