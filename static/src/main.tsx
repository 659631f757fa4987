/** Where the page begins. */

import { render } from 'preact';
import { App } from './app';
import { dataCoversBlocks } from './features/project/idle';
import { sendFirstRequests } from './features/project/prefetch';
import { fetchData } from './features/project/views';
import { listenForHelp } from './features/shortcuts/help';
import { sentence } from './lib/api';
import { connect } from './lib/socket';
import { lang, say } from './lib/texts';
import { begin, session as current, likelyLanguage } from './state/session';

const root = document.getElementById('app')!;
const session = begin();
sendFirstRequests();
if (dataCoversBlocks()) fetchData();

session.then(
  () => {
    connect(current.value.socket);
    listenForHelp();
    render(<App />, root);
  },
  (error) => {
    lang.value = likelyLanguage();
    render(
      <p class="loading" role="alert">
        {say(sentence(error))}
      </p>,
      root,
    );
  },
);
