// rest.js - a break is due while a page stays open: the line that says so was hidden until then.
'use strict';
const rest = document.querySelector('[data-rest]');
if (rest) setTimeout(() => { rest.hidden = false; }, rest.dataset.rest * 60000);
