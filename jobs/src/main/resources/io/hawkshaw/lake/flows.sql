CREATE OR REPLACE TEMPORARY VIEW flows (
  day COMMENT 'UTC day',
  hour COMMENT 'UTC hour of the day, 0 to 23',
  account COMMENT 'AWS account of the interface',
  region COMMENT 'AWS Region',
  vpc COMMENT 'VPC id',
  instance COMMENT 'EC2 instance id',
  ecs_task COMMENT 'ECS task behind the interface',
  local_ip COMMENT 'Address of the interface; of a pod that has its own, that of the pod',
  ip COMMENT 'Remote address',
  is_private_address COMMENT 'The remote address cannot be reached from the internet',
  country COMMENT 'ISO 3166 country code of ip',
  aso COMMENT 'Autonomous system organization of ip',
  findings COMMENT 'Findings, of any day, that name the remote address',
  direction COMMENT 'inbound: the remote side is the client; outbound: the local side is',
  local_port COMMENT 'Port of the local side, 0 where it is the client',
  remote_port COMMENT 'Port of the remote side, 0 where it is the client',
  protocol COMMENT 'TCP, UDP, ICMP, or the IANA protocol number',
  action COMMENT 'ACCEPT or REJECT',
  flows COMMENT 'Flow records',
  packets COMMENT 'Packets, both ways',
  bytes_in COMMENT 'Bytes from the remote to the local side',
  bytes_out COMMENT 'Bytes from the local to the remote side',
  first_time COMMENT 'Start of the first flow window',
  last_time COMMENT 'End of the last flow window'
)
COMMENT 'One row per hour and distinct flow, with the findings that name its remote address; windows without flows left out'
AS
SELECT
  day, hour, account, region, vpc, instance, ecs_task, local_ip,
  traffic.ip, is_private_ip(traffic.ip), country, aso, coalesce(named.findings, 0L),
  direction, local_port, remote_port, protocol, action,
  flows, packets, bytes_in, bytes_out, first_time, last_time
FROM traffic
LEFT JOIN (
  SELECT remote, count(DISTINCT finding) AS findings
  FROM findings LATERAL VIEW explode(ips) addresses AS remote
  GROUP BY remote) AS named
  ON traffic.ip = named.remote
WHERE action IN ('ACCEPT', 'REJECT')
