// Draws the icons the pages use out of @tabler/icons into the platform's icons.json.
// Run after changing the list: npm ci && npm run icons
import { readFileSync, writeFileSync } from 'node:fs'

const names = `
adjustments-horizontal alarm alert-circle alert-triangle archive arrow-back-up arrow-down arrow-left arrow-right
arrow-up arrows-sort at award ban bell book book-2 bookmark briefcase building building-bank building-community
bulb calendar calendar-check calendar-due calendar-event calendar-off calendar-plus calendar-stats calendar-time
camera cash certificate chalkboard chart-bar chart-donut chart-line check checklist checks chevron-down
chevron-left chevron-right chevron-up circle circle-check circle-dashed circle-dot circle-minus circle-plus circle-x
clipboard-check clipboard-list clipboard-text clock clock-hour-4 cloud-upload coin columns copy credit-card database
device-desktop device-floppy device-laptop device-mobile dots dots-vertical download edit exclamation-circle
external-link eye eye-off file file-alert file-certificate file-check file-description file-download file-export
file-import file-invoice file-spreadsheet file-text file-upload file-x files filter filter-off fingerprint flag
folder folder-open forms gauge gavel hand-stop help-circle history home home-2 hourglass hourglass-high id id-badge-2
inbox info-circle key language layout-dashboard layout-grid layout-list license link list list-check list-details
list-numbers loader-2 lock lock-open login logout mail map map-2 map-pin menu-2 message message-circle microphone minus
moon news note notebook notes number package paperclip password pencil phone photo player-pause player-play plus
point presentation printer progress-check qrcode question-mark receipt refresh report report-analytics report-money
report-search reorder rosette rosette-discount-check route rubber-stamp scale school search send server
settings shield shield-check shield-lock sitemap sort-ascending sort-descending speakerphone stack-2 star
sun table tag target template ticket timeline timeline-event tool trash trending-up trophy upload user user-check
user-circle user-cog user-edit user-exclamation user-minus user-off user-plus user-question user-search user-shield
user-star user-x users users-group users-plus video wallet whirl world world-www writing x zoom-check zoom-question
`.trim().split(/\s+/).sort()

const icons = {}
for (const name of names) {
  let svg
  try {
    svg = readFileSync(`node_modules/@tabler/icons/icons/outline/${name}.svg`, 'utf8')
  } catch {
    console.error(`no icon named ${name}`)
    continue
  }
  icons[name] = svg
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace('</svg>', '')
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" ?\/>/, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/ \/>/g, '/>')
    .trim()
}
writeFileSync('../../src/CEBase.Platform/Display/icons.json', `${JSON.stringify(icons, null, 1)}\n`)
console.log(`${Object.keys(icons).length} icons`)
