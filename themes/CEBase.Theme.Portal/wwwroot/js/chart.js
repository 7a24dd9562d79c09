// Draws [data-chart] from a table of the page or from its own JSON rows; redrawn when the theme or the width changes.
(() => {
  const css = name => {
    const probe = document.createElement('i')
    probe.style.color = `var(${name})`
    document.body.append(probe)
    const color = getComputedStyle(probe).color
    probe.remove()
    return color
  }

  function rowsOf(box) {
    if (box.dataset.rows) return JSON.parse(box.dataset.rows)
    const source = document.getElementById(box.dataset.table)
    const table = source?.matches('table') ? source : source?.querySelector('table')
    return table ? [...table.rows].filter(r => !r.matches('[data-total]')).map(r => [...r.cells].map(c => c.dataset.value ?? c.textContent.trim())) : []
  }

  // An empty cell is a gap: months to come have no value yet.
  const number = text => /\d/.test(String(text)) ? Number(String(text).replace(/[^\d.-]/g, '')) || 0 : null

  const short = value => Math.abs(value) >= 10000 ? `${value / 10000} 万` : value.toLocaleString()

  function optionOf(box) {
    const [head, ...rows] = rowsOf(box)
    const kind = box.dataset.chart
    const unit = box.dataset.unit ?? ''
    const text = css('--ce-text')
    const soft = css('--ce-text-2')
    const line = css('--ce-line')
    const font = { fontFamily: getComputedStyle(document.body).fontFamily, color: text }
    const base = {
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      animationDuration: 300,
      textStyle: font,
      color: ['--ce-ink', '--ce-jade', '--ce-amber', '--ce-slate', '--ce-seal'].map(css),
      // The content security policy refuses style attributes, which ECharts' own HTML tooltip is made of.
      tooltip: { trigger: kind === 'ring' ? 'item' : 'axis', renderMode: 'richText', backgroundColor: css('--ce-surface'), borderColor: line, textStyle: font },
    }
    if (kind === 'ring') {
      const data = rows.map(r => ({ name: r[0], value: number(r[1]) }))
      const label = { show: true, formatter: p => `${p.name} ${p.value}${unit}`, color: text }
      return { ...base, series: [{ type: 'pie', radius: ['52%', '74%'], data, label, itemStyle: { borderColor: css('--ce-surface'), borderWidth: 2 } }] }
    }
    if (kind === 'funnel') {
      // Bars from one stage to the next, centred: lengths compare better than the sides of a trapezium.
      const values = rows.map(r => number(r[1]))
      const first = Math.max(...values, 1)
      const label = p => `${values[p.dataIndex].toLocaleString()}${unit}　${Math.round(values[p.dataIndex] / first * 100)}%`
      return {
        ...base,
        tooltip: { show: false },
        grid: { left: 8, right: 8, top: 4, bottom: 4, containLabel: true },
        xAxis: { type: 'value', show: false, max: first },
        yAxis: { type: 'category', inverse: true, data: rows.map(r => r[0]), axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: text } },
        series: [
          { type: 'bar', stack: 'f', silent: true, itemStyle: { color: 'transparent' }, data: values.map(v => (first - v) / 2) },
          { type: 'bar', stack: 'f', barWidth: '62%', data: values, label: { show: true, formatter: label, color: css('--ce-paper') } },
        ],
      }
    }
    // Rows lie down: long names of categories stay readable on a phone.
    const isLying = kind === 'rows'
    const series = head.slice(1).map((name, i) => ({
      name,
      type: kind === 'line' ? 'line' : 'bar',
      stack: kind === 'stacked' || isLying ? 'all' : undefined,
      data: rows.map(r => number(r[i + 1])),
      barMaxWidth: 28,
      symbolSize: 6,
      endLabel: kind === 'line' ? { show: true, formatter: '{a}', color: text } : undefined,
      label: kind === 'bar' && head.length === 2 && rows.length <= 14 ? { show: true, position: 'top', color: soft } : undefined,
    }))
    return {
      ...base,
      grid: { left: 8, right: kind === 'line' ? 88 : 8, top: head.length > 2 ? 36 : 20, bottom: 4, containLabel: true },
      legend: head.length > 2 && kind !== 'line' ? { top: 0, left: 0, textStyle: font, itemWidth: 12, itemHeight: 12 } : undefined,
      [isLying ? 'yAxis' : 'xAxis']: {
        type: 'category', inverse: isLying, data: rows.map(r => r[0]), axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: soft, hideOverlap: true },
      },
      [isLying ? 'xAxis' : 'yAxis']: { type: 'value', splitNumber: isLying ? 3 : 5, axisLabel: { color: soft, formatter: short }, splitLine: { lineStyle: { color: line } } },
      series,
    }
  }

  function draw() {
    for (const box of document.querySelectorAll('[data-chart]')) {
      box.classList.add('is-drawn')
      const chart = echarts.getInstanceByDom(box) ?? echarts.init(box, null, { renderer: 'canvas' })
      chart.setOption(optionOf(box), true)
    }
  }

  addEventListener('resize', () => document.querySelectorAll('[data-chart]').forEach(box => echarts.getInstanceByDom(box)?.resize()))
  document.addEventListener('cebase:theme', draw)
  document.addEventListener('htmx:afterSettle', draw)
  draw()
})()
