namespace MedClip.Evaluation;

/// <summary>The page's style sheet: light, dark, paper and narrow screens.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--page:#fff;--ink:#1b1f24;--quiet:#59636e;--rule:#d1d9e0;--panel:#f6f8fa;--main:#0b5cad;--second:#b3541e;--good:#1a7f37}
        @media(prefers-color-scheme:dark){:root{--page:#0d1117;--ink:#e6edf3;--quiet:#9198a1;--rule:#3d444d;--panel:#161b22;--main:#58a6ff;--second:#f0883e;--good:#3fb950}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:1040px;padding:1.2rem;font:15px/1.5 system-ui,"Segoe UI",Roboto,"Liberation Sans",sans-serif;background:var(--page);color:var(--ink)}
        h1{font-size:1.55rem;line-height:1.25;margin:.2rem 0 .6rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--rule)}
        p{margin:.4rem 0;max-width:72ch}.quiet,caption,figcaption,.notice{color:var(--quiet)}.notice{border-left:3px solid var(--second);padding-left:.7rem}
        .facts{display:flex;flex-wrap:wrap;gap:.7rem;margin:1rem 0;padding:0}.facts div{background:var(--panel);border:1px solid var(--rule);border-radius:8px;padding:.55rem .9rem}
        .facts dt{color:var(--quiet);font-size:.85rem}.facts dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;padding-bottom:.3rem;font-size:.9rem}
        th,td{padding:.28rem .6rem;border-bottom:1px solid var(--rule);text-align:right;white-space:nowrap}th:first-child{text-align:left}thead th{color:var(--quiet);font-weight:600}tbody th{font-weight:500}
        table.facts-table td{text-align:left;white-space:normal;overflow-wrap:anywhere}table.facts-table th{white-space:normal;vertical-align:top}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:.8rem}.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:.8rem}
        .films{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:.8rem}
        figure{margin:0;background:var(--panel);border:1px solid var(--rule);border-radius:8px;padding:.6rem;overflow-wrap:anywhere}.film{display:flex;gap:.7rem;align-items:flex-start}
        .film img{width:112px;height:auto;border-radius:4px;background:#000;flex:none}.film ul{list-style:none;margin:0;padding:0;font-size:.88rem}.film b{font-weight:600}.texts{margin:.5rem 0 0;padding-left:1.1rem;font-size:.85rem}
        .yes{color:var(--good)}figcaption{font-size:.8rem;margin-bottom:.35rem}
        svg.chart{display:block;width:100%;height:auto;font-family:inherit}.chart text{fill:var(--ink)}.chart .tick{font-size:10px;fill:var(--quiet)}.chart .label{font-size:11px;fill:var(--quiet)}.chart .chart-title{font-size:12.5px;font-weight:600}
        .chart .grid{stroke:var(--rule);stroke-width:.6}.chart .axis{fill:none;stroke:var(--quiet)}.chart .line{fill:none;stroke-width:1.8;stroke-linejoin:round}
        .chart .line-main{stroke:var(--main)}.chart .line-second{stroke:var(--second);stroke-dasharray:6 3}.chart .line-reference{stroke:var(--quiet);stroke-width:1;stroke-dasharray:3 3}.chart .dot{fill:var(--main);stroke:none}.chart .dot.line-second{fill:var(--second)}
        .chart .bar{fill:var(--main)}.chart .bar:hover{fill:var(--second)}.chart .point{stroke:var(--panel);stroke-width:.5}.chart .thumb{display:none;pointer-events:none}.chart g.item:hover .thumb{display:block}.chart g.item:hover .point{stroke:var(--ink);stroke-width:1.5}
        .key{display:flex;flex-wrap:wrap;gap:.2rem .9rem;list-style:none;margin:.3rem 0 0;padding:0;font-size:.82rem}.key i{display:inline-block;width:.7em;height:.7em;border-radius:50%;margin-right:.35em}
        @media(max-width:480px){body{padding:.8rem;font-size:14px}.grid{grid-template-columns:1fr 1fr;gap:.4rem}.grid figure{padding:.2rem}.pair,.films{grid-template-columns:1fr}}
        @media print{:root{--page:#fff;--ink:#000;--quiet:#444;--rule:#bbb;--panel:#fff;--main:#0b5cad;--second:#b3541e;--good:#1a7f37}body{max-width:none;padding:0;font-size:11px}h2{break-after:avoid}figure,tr,.facts div{break-inside:avoid}.scroll{overflow:visible}.grid{grid-template-columns:repeat(4,1fr)}}
        """;
}
