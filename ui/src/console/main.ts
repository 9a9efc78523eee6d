import '../lib/tokens/base.css';
import '../lib/tokens/parts.css';
