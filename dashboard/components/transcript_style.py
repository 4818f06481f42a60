"""How transcript text looks, wherever it is shown."""

STYLE = """
<style>
.transcript {font-family: Newsreader, Georgia, serif; font-size: 1.12rem; line-height: 1.72;
  white-space: pre-wrap; overflow-wrap: anywhere; max-width: 46rem;}
.transcript a {color: inherit; text-decoration: none;}
.transcript mark, .key mark {color: inherit; border-radius: .2rem; padding: .08em 0;
  background: color-mix(in srgb, #D56D3A var(--tint), transparent);}
.transcript a:hover mark, .transcript a:focus mark {outline: 2px solid #D56D3A;}
.transcript .here {border-left: 4px solid #D56D3A; padding-left: .3rem; scroll-margin: 30vh;}
.level0 {--tint: 18%;} .level1 {--tint: 32%;} .level2 {--tint: 48%;} .level3 {--tint: 66%;}
.transcript.box {padding: 0 .6rem 0 .2rem; max-height: 34rem; overflow-y: auto;
  position: relative;}
@media (max-width: 1000px) {.transcript.box {max-height: 18rem;}}
.transcript.short {max-height: 15rem;}
.transcript mark.other {background: color-mix(in srgb, var(--own) 18%, transparent);}
.transcript mark.own {background: color-mix(in srgb, var(--own) 42%, transparent);
  box-shadow: inset 0 -2px var(--own);}
.transcript sup {font: 600 .62em Figtree, sans-serif; opacity: .8; padding-right: .15em;}
.transcript del {background: color-mix(in srgb, #D56D3A 22%, transparent); opacity: .72;}
.transcript .skipped {display: block; font: .8rem Figtree, sans-serif; opacity: .65;
  margin: .5rem 0;}
.transcript .seam {color: #0F6B6B; font: 700 .8em Figtree, sans-serif; cursor: help;}
.reading {display: grid; grid-template-columns: 14px 1fr; gap: 1rem;}
.strip {position: sticky; top: 4rem; height: calc(100vh - 7rem); max-height: 46rem;
  border-radius: 4px; background: color-mix(in srgb, currentColor 8%, transparent);}
.strip a, .strip i {position: absolute; left: 0; right: 0; min-height: 3px;
  background: color-mix(in srgb, #D56D3A calc(var(--tint) + 25%), transparent);}
.strip i {left: -3px; right: -3px; background: none; border: 1px solid currentColor; opacity: .5;}
.key {font-size: .85rem; opacity: .85;}
.key mark {padding: .1em .5em; margin-right: .3em;}
</style>
"""
