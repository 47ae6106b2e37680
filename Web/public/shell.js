// Shows the frame that the build has drawn (drawnAhead.ts), until the app draws it. Which language it is says src/language.ts, too.
{
  const wanted = [localStorage.getItem('videogen.language'), ...navigator.languages].map((tag) => tag?.toLowerCase().split('-')[0]);
  const language = wanted.find((tag) => tag === 'ko' || tag === 'en') ?? 'en';
  const path = location.pathname === '/' ? '/generate' : location.pathname;
  const shell = document.createElement('div');
  // Nothing answers there yet.
  shell.toggleAttribute('inert', true);
  shell.append(document.getElementById(`${path === '/generate' ? 'generate' : 'any'}-${language}`).content.cloneNode(true));
  [...shell.querySelectorAll('nav a')].find((link) => link.getAttribute('href') === path)?.setAttribute('aria-current', 'page');
  document.documentElement.lang = language;
  document.getElementById('root').append(shell);
}
