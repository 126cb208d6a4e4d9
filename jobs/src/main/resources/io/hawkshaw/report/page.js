// Draws the charts and tables of a page from the data in it. Text of logs only ever becomes text
// nodes and values of charts, whose tooltips are text too; none is parsed as HTML.
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('data').textContent);
  var root = document.documentElement;
  var FIRST_ROWS = 50;
  var FEW_ROWS = 4; // So few need neither a filter nor a count.
  var PAPER_ROWS = 20; // As page.css has it.

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) { made.className = className; }
    if (text !== undefined && text !== null) { made.textContent = String(text); }
    return made;
  }

  function color(name) {
    return getComputedStyle(root).getPropertyValue('--' + name).trim() || '#777777';
  }

  function count(value) {
    return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  }

  function shown(column, value) {
    if (value === null || value === undefined) { return ''; }
    if (column.type === 'number') { return count(value); }
    return column.type === 'time' ? String(value).replace('T', ' ').replace('Z', '') : String(value);
  }

  // Tables

  // Rows that agree in the columns of a level are one line; its measures are added up.
  function grouped(table, rows, level) {
    if (table.levels.length === 1) {
      return rows.map(function (row) { return { cells: row, rows: [row] }; });
    }
    var keys = table.levels[level];
    var byKey = {};
    var lines = [];
    rows.forEach(function (row) {
      var key = JSON.stringify(keys.map(function (k) { return row[k]; }));
      var line = byKey[key];
      if (!line) {
        line = { cells: row.slice(), rows: [] };
        table.columns.forEach(function (column, i) {
          if (column.sum) { line.cells[i] = 0; }
          else if (keys.indexOf(i) < 0 && !column.range) { line.cells[i] = null; }
        });
        byKey[key] = line;
        lines.push(line);
      }
      line.rows.push(row);
      table.columns.forEach(function (column, i) {
        if (column.sum) { line.cells[i] += row[i] || 0; }
        if (column.range === 'min' && row[i] < line.cells[i]) { line.cells[i] = row[i]; }
        if (column.range === 'max' && row[i] > line.cells[i]) { line.cells[i] = row[i]; }
      });
    });
    return lines;
  }

  function compare(a, b) {
    if (a === b) { return 0; }
    if (a === null || a === undefined) { return 1; }
    if (b === null || b === undefined) { return -1; }
    return a < b ? -1 : 1;
  }

  // The columns that a table shows besides the first, which names the line of each level.
  function rest(table) {
    var named = {};
    table.levels.forEach(function (keys) { keys.forEach(function (k) { named[k] = true; }); });
    return table.columns
        .map(function (column, i) { return { column: column, index: i }; })
        .filter(function (c) { return !named[c.index] || (table.levels.length === 1 && c.index !== table.levels[0][0]); });
  }

  function name(table, cells, level) {
    var keys = table.levels.length === 1 ? [table.levels[0][0]] : table.levels[level];
    return keys
        .map(function (k) { return shown(table.columns[k], cells[k]); })
        .filter(function (text) { return text !== ''; })
        .join(' · ') || '(none)';
  }

  function kind(column) {
    return column.type || (column.short ? 'short' : column.wide ? 'wide' : '');
  }

  function line(table, columns, given, level, state) {
    var row = element('tr', 'level' + level);
    var first = element('td', table.levels.length === 1 ? kind(table.columns[table.levels[0][0]]) : '');
    row.appendChild(first);
    if (level + 1 < table.levels.length) {
      var toggle = element('button', null, '+');
      toggle.type = 'button';
      toggle.setAttribute('aria-expanded', 'false');
      toggle.setAttribute('aria-label', 'Open ' + name(table, given.cells, level));
      toggle.addEventListener('click', function () { fold(table, columns, given, level, state, row, toggle); });
      first.appendChild(toggle);
    }
    first.appendChild(document.createTextNode(name(table, given.cells, level)));
    columns.forEach(function (c) {
      row.appendChild(element('td', kind(c.column), shown(c.column, given.cells[c.index])));
    });
    return row;
  }

  function fold(table, columns, given, level, state, row, toggle) {
    var isOpen = toggle.getAttribute('aria-expanded') === 'true';
    toggle.setAttribute('aria-expanded', String(!isOpen));
    toggle.textContent = isOpen ? '+' : '−';
    if (isOpen) {
      var next = row.nextSibling;
      while (next && Number(next.className.slice(5)) > level) {
        var gone = next;
        next = next.nextSibling;
        gone.parentNode.removeChild(gone);
      }
      return;
    }
    var after = row.nextSibling;
    ordered(table, grouped(table, given.rows, level + 1), state).forEach(function (child) {
      row.parentNode.insertBefore(line(table, columns, child, level + 1, state), after);
    });
  }

  function ordered(table, lines, state) {
    if (state.sort === null) { return lines; }
    return lines.slice().sort(function (a, b) {
      return state.direction * compare(a.cells[state.sort], b.cells[state.sort]);
    });
  }

  function drawTable(box, table) {
    var columns = rest(table);
    var state = { sort: null, direction: 1, text: '', all: false };
    var tools = element('div', 'tools');
    var label = element('label', null, 'Filter ');
    var filter = element('input');
    filter.type = 'search';
    filter.setAttribute('aria-label', 'Filter ' + table.title);
    label.appendChild(filter);
    var told = element('p');
    told.setAttribute('aria-live', 'polite');
    tools.appendChild(label);
    tools.appendChild(told);
    tools.hidden = table.rows.length < FEW_ROWS;
    box.appendChild(tools);
    var scroll = element('div', 'scroll');
    var drawn = element('table');
    var head = element('thead');
    var titles = element('tr');
    var body = element('tbody');
    head.appendChild(titles);
    drawn.appendChild(head);
    drawn.appendChild(body);
    scroll.appendChild(drawn);
    box.appendChild(scroll);
    var paper = element('p', 'paper');
    box.appendChild(paper);
    var more = element('button', 'more', '');
    more.type = 'button';
    box.appendChild(more);

    function heading(title, index, type) {
      var cell = element('th', type);
      cell.setAttribute('scope', 'col');
      var sort = element('button', null, title);
      sort.type = 'button';
      sort.addEventListener('click', function () {
        state.direction = state.sort === index ? -state.direction : (type === 'number' ? -1 : 1);
        state.sort = index;
        Array.prototype.forEach.call(titles.children, function (th) { th.removeAttribute('aria-sort'); });
        cell.setAttribute('aria-sort', state.direction > 0 ? 'ascending' : 'descending');
        redraw();
      });
      cell.appendChild(sort);
      titles.appendChild(cell);
    }

    function redraw() {
      var wanted = state.text.toLowerCase();
      var rows = table.rows.filter(function (row) {
        return wanted === '' || row.some(function (value) {
          return value !== null && String(value).toLowerCase().indexOf(wanted) >= 0;
        });
      });
      var lines = ordered(table, grouped(table, rows, 0), state);
      body.textContent = '';
      (state.all ? lines : lines.slice(0, FIRST_ROWS)).forEach(function (given) {
        body.appendChild(line(table, columns, given, 0, state));
      });
      told.textContent = count(lines.length) + (lines.length === 1 ? ' line' : ' lines');
      paper.textContent = lines.length > PAPER_ROWS
        ? 'The first ' + PAPER_ROWS + ' of ' + count(lines.length) + ' lines' + (table.whole ? '; all: ' + table.whole : '') + '.' : '';
      more.textContent = 'Show all ' + count(lines.length);
      more.hidden = state.all || lines.length <= FIRST_ROWS;
    }

    heading(table.levelTitle || table.columns[table.levels[0][0]].title, table.levels[0][0],
        table.levels.length === 1 ? table.columns[table.levels[0][0]].type : undefined);
    columns.forEach(function (c) { heading(c.column.title, c.index, c.column.type); });
    filter.addEventListener('input', function () { state.text = filter.value; redraw(); });
    more.addEventListener('click', function () { state.all = true; redraw(); });
    redraw();
  }

  // Charts

  // A tooltip is a node, so that no text in it is taken for HTML.
  function tip(lines) {
    var box = element('div');
    lines.forEach(function (text) { box.appendChild(element('div', null, text)); });
    return box;
  }

  function tooltip(formatter) {
    return {
      confine: true, backgroundColor: color('paper'), borderColor: color('line'),
      textStyle: { color: color('ink') }, formatter: formatter
    };
  }

  function axis(more) {
    var style = {
      axisLine: { lineStyle: { color: color('line') } }, axisLabel: { color: color('faint'), hideOverlap: true },
      splitLine: { lineStyle: { color: color('line') } }, nameTextStyle: { color: color('faint'), align: 'left' }
    };
    Object.keys(more).forEach(function (key) { style[key] = more[key]; });
    return style;
  }

  var DRAW = {
    timeline: function (chart) {
      function bars(title, key) {
        return { name: title, type: 'bar', stack: 'calls', itemStyle: { color: color(key) }, data: chart[key], barMaxWidth: 18 };
      }
      var series = [bars('success', 'success'), bars('denied', 'denied'), bars('failure', 'failure')];
      if (chart.low) {
        series.push({ name: 'usual, from', type: 'line', stack: 'band', symbol: 'none', silent: true, z: 1, step: 'middle', lineStyle: { opacity: 0 }, data: chart.low });
        series.push({ name: 'usual', type: 'line', stack: 'band', symbol: 'none', silent: true, z: 1, step: 'middle', lineStyle: { opacity: 0 },
          itemStyle: { color: color('band') }, areaStyle: { color: color('band'), opacity: 0.5 },
          data: chart.high.map(function (high, i) { return high - chart.low[i]; }) });
      }
      return {
        grid: { left: 8, right: 12, top: 40, bottom: 56, containLabel: true },
        legend: { data: ['success', 'denied', 'failure'].concat(chart.low ? ['usual'] : []), textStyle: { color: color('ink') }, top: 0 },
        tooltip: Object.assign(tooltip(function (items) {
          var i = items[0].dataIndex;
          var lines = [chart.times[i], 'success ' + count(chart.success[i]), 'denied ' + count(chart.denied[i]), 'failure ' + count(chart.failure[i])];
          if (chart.low) { lines.push('usual ' + chart.low[i] + ' to ' + chart.high[i]); }
          return tip(lines);
        }), { trigger: 'axis' }),
        dataZoom: [{ type: 'slider', bottom: 8, height: 20, textStyle: { color: color('faint') } }],
        xAxis: axis({ type: 'category', data: chart.times }),
        yAxis: axis({ type: 'value', name: chart.unit || 'calls', minInterval: 1 }),
        series: series
      };
    },
    map: function (chart) {
      function points(isNew) {
        return chart.points.filter(function (p) { return p.isNew === isNew; })
            .map(function (p) { return { name: p.label, value: [p.longitude, p.latitude, p.calls], lines: p.lines }; });
      }
      function scatter(title, isNew, symbol) {
        return { name: title, type: 'scatter', coordinateSystem: 'geo', symbol: symbol, data: points(isNew),
          symbolSize: function (value) { return 9 + 3 * Math.log(1 + value[2]) / Math.LN10; },
          itemStyle: { color: color(isNew ? 'new' : 'known'), borderColor: color('paper'), borderWidth: 1 },
          label: { show: isNew, formatter: '{b}', position: 'right', color: color('ink'), textBorderColor: color('paper'), textBorderWidth: 2 },
          labelLayout: { hideOverlap: true } };
      }
      return {
        legend: { data: ['known', 'new'], textStyle: { color: color('ink') }, top: 0 },
        tooltip: tooltip(function (item) { return tip([item.name].concat(item.data && item.data.lines || [])); }),
        geo: { map: 'world', roam: true, silent: true, top: 36, bottom: 0, left: 0, right: 0, boundingCoords: [[-170, 80], [180, -56]],
          itemStyle: { areaColor: color('land'), borderColor: color('paper') } },
        series: [scatter('known', false, 'circle'), scatter('new', true, 'diamond')]
      };
    },
    graph: function (chart, box) {
      var width = box.clientWidth;
      var right = Math.min(170, width / 4); // Room for the names of the outermost.
      var at = places(chart, width - 24 - right, box.clientHeight - 64 - 24);
      var colors = [color('accent'), color('denied'), color('success'), color('failure'), color('low'), color('critical'), color('faint'), color('band')];
      return {
        color: colors,
        legend: { data: chart.categories, textStyle: { color: color('ink') }, top: 0, type: width < 900 ? 'scroll' : 'plain' },
        tooltip: tooltip(function (item) { return tip(item.dataType === 'edge' ? [item.data.lines] : item.data.lines); }),
        series: [{
          type: 'graph', layout: at ? 'none' : 'force',
          roam: true, draggable: true, top: 64, bottom: 24, left: 24, right: right, force: { repulsion: 320, gravity: 0.08, edgeLength: [70, 180], layoutAnimation: false },
          categories: chart.categories.map(function (c) { return { name: c }; }),
          label: { show: true, position: 'right', color: color('ink'), formatter: '{b}', width: 150, overflow: 'truncate' },
          labelLayout: { hideOverlap: true },
          edgeSymbol: ['none', 'arrow'], edgeSymbolSize: 7,
          lineStyle: { color: color('faint'), opacity: 0.6, curveness: 0.05 },
          emphasis: { focus: 'adjacency' },
          data: chart.nodes.map(function (n, i) {
            return { id: n.id, name: n.label, x: at ? at[i][0] : undefined, y: at ? at[i][1] : undefined, category: n.category, symbolSize: n.size, lines: n.lines };
          }),
          links: chart.links.map(function (l) { return { source: l.source, target: l.target, lines: l.label }; })
        }]
      };
    },
    lines: function (chart) {
      return {
        grid: { left: 8, right: 12, top: 60, bottom: 8, containLabel: true },
        legend: { textStyle: { color: color('ink') }, top: 0, type: 'scroll' },
        tooltip: Object.assign(tooltip(function (items) {
          return tip([items[0].name].concat(items.map(function (i) { return i.seriesName + ' ' + count(i.value); })));
        }), { trigger: 'axis' }),
        xAxis: axis({ type: 'category', data: chart.times }),
        yAxis: axis({ type: 'value', name: chart.unit }),
        series: chart.series.map(function (s) { return { name: s.name, type: 'line', data: s.values }; })
      };
    }
  };

  var drawn = [];

  function drawChart(box) {
    var chart = data.charts[box.getAttribute('data-chart')];
    var told = box.nextElementSibling;
    var made = echarts.init(box, null, { renderer: 'svg' });
    function set() {
      var option = DRAW[chart.kind](chart, box);
      option.animation = false;
      option.backgroundColor = 'transparent';
      made.setOption(option, true);
    }
    set();
    if (chart.kind === 'graph') {
      settle(chart, made);
      set();
    }
    made.on('click', function (item) {
      var lines = item.data && item.data.lines ? [].concat(item.data.lines) : [item.name];
      told.textContent = lines.join(' · ');
    });
    // A frame may get its width only after its scripts have run.
    if (typeof ResizeObserver !== 'undefined') {
      new ResizeObserver(function () { made.resize(); if (chart.kind === 'graph') { set(); } }).observe(box);
    }
    drawn.push({ box: box, chart: made, set: set });
  }

  // A layout by forces knows no edges: where it has put the nodes they stay.
  function settle(chart, made) {
    var points = made.getModel().getSeriesByIndex(0).getData();
    chart.at = chart.nodes.map(function (n, i) { return points.getItemLayout(i); });
  }

  // The same places, as far apart as there is room; undefined before they are known.
  function places(chart, width, height) {
    function scaled(axis, length) {
      var all = chart.at.map(function (point) { return point[axis]; });
      var least = Math.min.apply(null, all);
      var span = Math.max.apply(null, all) - least;
      return all.map(function (value) { return span > 0 ? (value - least) / span * length : length / 2; });
    }
    if (!chart.at) { return undefined; }
    var x = scaled(0, width);
    var y = scaled(1, height);
    return x.map(function (value, i) { return [value, y[i]]; });
  }

  // With it a picture can be scaled as one.
  function frame(box) {
    var svg = box.querySelector('svg');
    if (svg) { svg.setAttribute('viewBox', '0 0 ' + svg.getAttribute('width') + ' ' + svg.getAttribute('height')); }
  }

  function drawCharts() {
    if (typeof echarts === 'undefined') { return; }
    echarts.registerMap('world', data.world || { type: 'FeatureCollection', features: [] });
    Array.prototype.forEach.call(document.querySelectorAll('[data-chart]'), drawChart);
  }

  function redrawCharts() {
    drawn.forEach(function (d) { d.set(); });
  }

  function isDark() {
    var chosen = root.getAttribute('data-theme');
    return chosen ? chosen === 'dark' : window.matchMedia && window.matchMedia('(prefers-color-scheme: dark)').matches;
  }

  var theme = document.getElementById('theme');
  function nameTheme() {
    theme.textContent = isDark() ? 'Light' : 'Dark';
    theme.setAttribute('aria-pressed', String(!!isDark()));
  }
  // A chart that stands within another page has no such button.
  if (theme) {
    theme.addEventListener('click', function () {
      root.setAttribute('data-theme', isDark() ? 'light' : 'dark');
      nameTheme();
      redrawCharts();
    });
    nameTheme();
  }

  Array.prototype.forEach.call(document.querySelectorAll('[data-table]'), function (box) {
    drawTable(box, data.tables[box.getAttribute('data-table')]);
  });
  drawCharts();
  window.addEventListener('resize', function () { drawn.forEach(function (d) { d.chart.resize(); }); });
  // Paper is white, whatever the screen is.
  window.addEventListener('beforeprint', function () {
    root.setAttribute('data-screen', root.getAttribute('data-theme') || '');
    root.setAttribute('data-theme', 'light');
    redrawCharts();
    drawn.forEach(function (d) { frame(d.box); });
  });
  window.addEventListener('afterprint', function () {
    var before = root.getAttribute('data-screen');
    if (before) { root.setAttribute('data-theme', before); } else { root.removeAttribute('data-theme'); }
    redrawCharts();
  });
  root.setAttribute('data-ready', 'true');
})();
