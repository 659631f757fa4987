/** Where the page begins. */

import { render } from 'preact';
import { App } from './app';
import { listenForHelp } from './keys/help';
import { connect } from './live';
import * as session from './state/session';
import { lang, say } from './texts';
import { sentence } from './api';

const root = document.getElementById('app')!;

session.begin().then(
  () => {
    connect(session.session.value.socket);
    listenForHelp();
    render(<App />, root);
  },
  (error) => {
    lang.value = session.ownLanguage();
    render(<p class="loading" role="alert">{say(sentence(error))}</p>, root);
  },
);
