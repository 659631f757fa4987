/** Where the page begins. */

import { render } from 'preact';
import { App } from './app';
import { askEarly } from './early';
import { listenForHelp } from './keys/help';
import { connect } from './live';
import { begin, likelyLanguage, session as current } from './state/session';
import { lang, say } from './texts';
import { sentence } from './api';

const root = document.getElementById('app')!;
const session = begin();
askEarly();

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
