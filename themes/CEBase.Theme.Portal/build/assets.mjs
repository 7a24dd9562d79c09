// Copies the few files the pages load out of node_modules into wwwroot/lib. Run by the build after npm ci.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const files = {
  'tabler.min.css': '@tabler/core/dist/css/tabler.min.css',
  'htmx.min.js': 'htmx.org/dist/htmx.min.js',
  'echarts.min.js': 'echarts/dist/echarts.common.min.js',
}

mkdirSync('wwwroot/lib', { recursive: true })
for (const [name, source] of Object.entries(files)) {
  const text = readFileSync(`node_modules/${source}`, 'utf8')
  // The maps are not served, so nothing should ask for them.
  writeFileSync(`wwwroot/lib/${name}`, text.replace(/^\/[/*]# sourceMappingURL=.*$/m, ''))
}
