/** Of this app: said to servers that want to be told who listens (doshii.md, "Heartbeat"). The one in package.json. */
export const VERSION = '0.1.0';
