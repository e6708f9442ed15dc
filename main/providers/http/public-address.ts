import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** What is no address of the public internet (IANA special-purpose registries), written as subnets. */
const NOT_PUBLIC = {
  ipv4: [
    '0.0.0.0/8', // this network
    '10.0.0.0/8', // private
    '100.64.0.0/10', // carriers' own
    '127.0.0.0/8', // loopback
    '169.254.0.0/16', // link-local, and the clouds' metadata services
    '172.16.0.0/12', // private
    '192.0.0.0/24',
    '192.0.2.0/24', // documentation
    '192.88.99.0/24',
    '192.168.0.0/16', // private
    '198.18.0.0/15', // benchmarks
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/4', // multicast
    '240.0.0.0/4', // reserved, broadcast
  ],
  ipv6: [
    '::/128',
    '::1/128', // loopback
    '64:ff9b::/96', // IPv4 by translation
    '64:ff9b:1::/48',
    '100::/64',
    '2001::/23', // protocol assignments, tunnels
    '2001:db8::/32', // documentation
    '2002::/16', // IPv4 in tunnels
    'fc00::/7', // private
    'fe80::/10', // link-local
    'fec0::/10',
    'ff00::/8', // multicast
  ],
} as const

const blocked = new BlockList()
for (const family of ['ipv4', 'ipv6'] as const) {
  for (const subnet of NOT_PUBLIC[family]) {
    const [net = '', prefix] = subnet.split('/')
    blocked.addSubnet(net, Number(prefix), family)
  }
}

/** Whether an IP address is one of the public internet; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked.check(address, 'ipv4')
  if (!isIPv6(address)) return false
  // An IPv4 address in IPv6 clothes is checked as the former by the list itself.
  return !blocked.check(address, 'ipv6')
}
