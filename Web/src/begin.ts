import './app/components.css';
import './app/base.css';
import { begin, load, pageOf } from './app/pages';
import { firstLanguage, wordsOf } from './language';

// All that the first page needs is asked for at once, and not each when the one before has come.
void load(pageOf(location.pathname));
begin(location.pathname, location.search);
void wordsOf(firstLanguage());
void import('./main');
