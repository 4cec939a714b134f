/** Names the app to Windows' notifications and its list of what starts at login; the same as in the installer. */
export const APP_ID = 'org.tradebell.Tradebell';
