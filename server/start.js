/** Promises a server from one line on any machine with Node, or one line that says what is missing. Runs on any old Node. */
'use strict';
var fs = require('fs');
var path = require('path');

var root = path.join(__dirname, '..');

function stop(zh, en, log) {
  console.error(zh);
  console.error(en);
  (log || []).forEach(function (line) {
    console.error('    ' + line);
  });
  process.exit(1);
}

function checkNode() {
  var parts = process.versions.node.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return;
  stop(
    '✗ Node ' + process.versions.node + ' 太旧：需要 20.19 以上，建议 24。怎么办：从 https://nodejs.org 安装，或者 nvm install 24',
    '✗ Node ' +
      process.versions.node +
      ' is too old: 20.19 or later is needed, 24 is advised. What to do: install it from https://nodejs.org, or nvm install 24'
  );
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
  stop(
    '✗ 依赖没有安装完整：缺少 ' + missing + '。怎么办：npm ci',
    '✗ The packages are not installed: ' + missing + ' is missing. What to do: npm ci'
  );
}

checkNode();
checkPackages();
require('./build.js')
  .ensureBuilt()
  .then(
    function () {
      require('../.build/server/main.js').main();
    },
    function (error) {
      if (!error.zh) throw error;
      stop(error.zh, error.en, error.log);
    }
  );
