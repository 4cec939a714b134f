import { type TunnelProxy, startTunnels } from './tunnel.ts';

/** An HTTP proxy for CONNECT (RFC 9110, 9.3.6); with a status it refuses everybody. */
export function startHttpProxy(status = 200): Promise<TunnelProxy> {
  return startTunnels(({ client, reach }) => {
    let head = '';
    const read = (data: Buffer): void => {
      head += data.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      client.off('data', read);
      const [, host = '', port = '0'] = /^CONNECT (.+):(\d+) HTTP\/1\.1\r\n/.exec(head) ?? [];
      if (status !== 200 || host === '') {
        client.end(`HTTP/1.1 ${host === '' ? 400 : status} No\r\nproxy-authenticate: Basic realm="p"\r\ncontent-length: 2\r\n\r\nno`);
        return;
      }
      client.pause();
      void reach({ host, port: Number(port), name: !/^[\d.[]/.test(host) }).then((server) => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(server).pipe(client);
      });
    };
    client.on('data', read);
  });
}
