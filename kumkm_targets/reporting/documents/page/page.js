// Sorting and searching of tables. Without this script the page says the same, in the order of the report.
(() => {
  "use strict";
  const DIGITS = 60;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

  // Figures are compared to the last digit: as whole numbers of 10^-60, for a float has only sixteen.
  const exact = (text) => {
    const [, sign, whole, part = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    const value = BigInt(whole + part.padEnd(DIGITS, "0").slice(0, DIGITS));
    return sign ? -value : value;
  };

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    if (cell.dataset.value) return { kind: 0, value: exact(cell.dataset.value) };
    if (cell.dataset.grade) return { kind: 0, value: BigInt(cell.dataset.grade) };
    if (cell.classList.contains("empty")) return { kind: 2, value: "" };
    return { kind: 1, value: cell.textContent };
  };

  // What has no figure stays below those that have one, whichever way they are sorted.
  const compared = (one, other, direction) => {
    if (one.kind !== other.kind) return one.kind - other.kind;
    if (one.kind === 1) return direction * collator.compare(one.value, other.value);
    return direction * (one.value < other.value ? -1 : one.value > other.value ? 1 : 0);
  };

  const bodiesOf = (table) =>
    [...table.querySelectorAll("tbody.rows")].map((body) => ({
      body,
      band: body.querySelector("tr.band"),
      rows: [...body.querySelectorAll("tr:not(.band)")],
    }));

  const sorted = (rows, column, direction) =>
    rows
      .map((row) => ({ row, key: keyOf(row, column) }))
      .sort((one, other) => compared(one.key, other.key, direction))
      .map(({ row }) => row);

  const sort = (table, bodies, column, direction) => {
    const across = table.hasAttribute("data-across") && direction !== 0;
    table.classList.toggle("merged", across);
    if (across) {
      const rows = sorted(bodies.flatMap(({ rows }) => rows), column, direction);
      bodies[0].body.append(...rows);
    } else {
      for (const { body, rows } of bodies) body.append(...(direction ? sorted(rows, column, direction) : rows));
    }
  };

  const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
  const DIRECTIONS = { none: 0, ascending: 1, descending: -1 };

  const makeSortable = (table, bodies) => {
    const heads = [...table.querySelectorAll("th[data-column]")];
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const order = NEXT[head.getAttribute("aria-sort")];
        for (const other of heads) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", order);
        sort(table, bodies, Number(head.dataset.column), DIRECTIONS[order]);
      });
    }
  };

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const makeSearchable = (table, bodies, field) => {
    const tools = field.parentElement;
    const count = tools.querySelector("output");
    const texts = bodies.map(({ band, rows }) =>
      rows.map((row) => plain([band, ...row.cells].map((part) => part?.textContent ?? "").join(" "))));
    tools.hidden = false;
    field.addEventListener("input", () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      let shown = 0, all = 0;
      bodies.forEach(({ band, rows }, place) => {
        let left = 0;
        rows.forEach((row, at) => {
          row.hidden = !words.every((word) => texts[place][at].includes(word));
          left += !row.hidden;
        });
        if (band) band.hidden = left === 0;
        shown += left;
        all += rows.length;
      });
      count.textContent = words.length ? count.dataset.count.replace("{n}", shown).replace("{of}", all) : "";
    });
  };

  document.documentElement.classList.add("scripted");
  for (const table of document.querySelectorAll("table")) {
    const bodies = bodiesOf(table);
    if (table.hasAttribute("data-free") && bodies.reduce((sum, { rows }) => sum + rows.length, 0) > 1) makeSortable(table, bodies);
    const field = document.getElementById(`${table.id}-search`);
    if (field) makeSearchable(table, bodies, field);
  }
})();
