/** Where the page begins. */

import { render } from 'preact';
import { App } from './app';
import { comesLater } from './features/project/idle';
import { askEarly } from './features/project/prefetch';
import { fetchData } from './features/project/views';
import { listenForHelp } from './features/shortcuts/help';
import { connect } from './lib/socket';
import { begin, likelyLanguage, session as current } from './state/session';
import { lang, say } from './lib/texts';
import { sentence } from './lib/api';

const root = document.getElementById('app')!;
const session = begin();
askEarly();
if (comesLater()) fetchData();

session.then(
  () => {
    connect(current.value.socket);
    listenForHelp();
    render(<App />, root);
  },
  (error) => {
    lang.value = likelyLanguage();
    render(<p class="loading" role="alert">{say(sentence(error))}</p>, root);
  },
);
