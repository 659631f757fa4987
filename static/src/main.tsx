/** Where the page begins. */

import { render } from 'preact';
import { App } from './app';
import { keepFocus } from './components/focus_keeper';
import { followEngine } from './features/engine/engine_store';
import { isDataShown } from './features/project/idle';
import { sendFirstRequests } from './features/project/prefetch';
import { listenForHelp } from './features/shortcuts/help';
import { fetchData } from './features/studio/views';
import { describeError, fetchSession } from './lib/api';
import { isKey, keepSigned, takeKey } from './lib/security/page_key';
import './features/tasks/index';
import { connect } from './lib/socket';
import { lang, say } from './lib/texts';
import { guessLanguage, startSession } from './state/session';

const root = document.getElementById('app')!;
takeKey();
keepSigned(fetchSession);
const session = startSession();
sendFirstRequests();
if (isDataShown()) fetchData();

session.then(
  () => {
    connect();
    followEngine();
    listenForHelp();
    keepFocus();
    render(<App />, root);
  },
  (error) => {
    lang.value = guessLanguage();
    addEventListener('storage', ({ key }) => isKey(key) && location.reload()); // another tab was let in
    render(
      <p class="loading" role="alert">
        {say(describeError(error))}
      </p>,
      root,
    );
  },
);
