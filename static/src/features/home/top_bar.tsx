/** The bar on top of the pages that are not a project. */

import type { ComponentChildren } from 'preact';
import { Icon } from '../../components/icon';
import { goHome } from '../../lib/route';
import { t } from '../../lib/texts';
import { highContrast, toggleContrast } from '../../state/contrast';
import { switchLanguage } from '../../state/session';
import { helpOpen } from '../shortcuts/help';
import '../../lib/common_texts';

/** children: what this page says in the middle of it. */
export function HomeBar({ children }: { children?: ComponentChildren }) {
  return (
    <header class="top">
      <button class="brand" aria-label={t('home')} title={t('home')} onClick={goHome}>
        <Logo />
      </button>
      <b class="brand-name">Sunmao 榫卯</b>
      <span class="grow" />
      {children}
      <button
        class="btn ghost ic"
        aria-label={t('clearer')}
        title={t('clearer')}
        aria-pressed={highContrast.value}
        onClick={toggleContrast}
      >
        <Icon name="contrast" />
      </button>
      <button class="btn ghost ic" aria-label={t('languageName')} title={t('language')} onClick={switchLanguage}>
        {t('languageShort')}
      </button>
      <button class="btn ghost ic" aria-label={t('keys')} title={t('keys')} onClick={() => (helpOpen.value = true)}>
        <Icon name="keyboard" />
      </button>
    </header>
  );
}

export function Logo() {
  return <img src="/assets/mark.svg" width={28} height={28} alt="" />;
}
