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
    '2001::/23', // protocol assignments, tunnels
    '2001:db8::/32', // documentation
    '2002::/16', // IPv4 in tunnels
    '3fff::/20', // documentation
  ],
} as const

/**
 * All that is given out of IPv6: loopback, private, link-local, multicast and IPv4 in its clothes lie outside. And IPv4 as a network
 * without it writes it, as that of many a phone does.
 */
const GIVEN = ['2000::/3', '64:ff9b::/96']

const given = new BlockList()
for (const subnet of GIVEN) addTo(given, subnet, 'ipv6')
const blocked = new BlockList()
for (const subnet of NOT_PUBLIC.ipv6) addTo(blocked, subnet, 'ipv6')
for (const subnet of NOT_PUBLIC.ipv4) {
  addTo(blocked, subnet, 'ipv4')
  addTo(blocked, subnet, 'ipv6', '64:ff9b::', 96)
}

function addTo(list: BlockList, subnet: string, family: 'ipv4' | 'ipv6', before = '', bits = 0): void {
  const [net = '', prefix] = subnet.split('/')
  list.addSubnet(before + net, bits + Number(prefix), family)
}

/** Whether an IP address is one of the public internet; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked.check(address, 'ipv4')
  return isIPv6(address) && given.check(address, 'ipv6') && !blocked.check(address, 'ipv6')
}
