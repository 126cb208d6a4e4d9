package io.hawkshaw.lake;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.types.StructType;

/**
 * The tables of the lake: name, meaning and columns of each. The comments in the DDL are the data
 * dictionary: they stand in the Delta tables too, so {@code DESCRIBE TABLE} shows them.
 *
 * <p>All times are UTC. Every table but that of the entities is partitioned by {@code day}. Columns
 * may be added; those that stand here are the contract with queries, notebooks and reports.
 */
public enum Table {
  ACTIVITY(
      "One row per hour and distinct combination of who did what to what, from where, with which"
          + " outcome: the columns before events",
      """
      day DATE COMMENT 'UTC day of the events',
      hour INT COMMENT 'UTC hour of the day, 0 to 23',
      source STRING COMMENT 'Log that the events were read from',
      account STRING COMMENT 'AWS account that owns the log record (recipient account)',
      region STRING COMMENT 'AWS Region of the call',
      principal_type STRING COMMENT 'IAM_USER, IAM_ROLE, ROOT, FEDERATED_USER, SAML_USER, WEB_IDENTITY_USER, IDENTITY_CENTER_USER, AWS_ACCOUNT, AWS_SERVICE, DIRECTORY_USER, KUBERNETES_USER or UNKNOWN; null for web requests, whose sender is no principal',
      principal STRING COMMENT 'Canonical identity: the ARN of the IAM user, role or root, sessions folded into their role; else the name the log gives',
      principal_id STRING COMMENT 'Unique id of the principal (AIDA…, AROA…) without session name',
      session STRING COMMENT 'Role session name',
      source_identity STRING COMMENT 'Source identity that was set when the role was first assumed, or the Identity Center user behind the session',
      access_key STRING COMMENT 'Access key id: AKIA… long-term, ASIA… temporary',
      issued_key STRING COMMENT 'Access key id that the call issued: of AssumeRole, GetSessionToken, CreateAccessKey; null where an AWS service called',
      issued_session STRING COMMENT 'Role session that the call issued credentials for: the unique id of the role, a colon, the session name',
      is_service BOOLEAN COMMENT 'An AWS service made the call, on its own or on behalf of the principal',
      invoked_by STRING COMMENT 'AWS service that made the call on behalf of the principal',
      ip STRING COMMENT 'Source IP address; null where the log names a service instead',
      country STRING COMMENT 'ISO 3166 country code of ip, null where unknown',
      city STRING COMMENT 'City of ip, null where unknown',
      latitude DOUBLE COMMENT 'Degrees north, null where unknown',
      longitude DOUBLE COMMENT 'Degrees east, null where unknown',
      asn BIGINT COMMENT 'Autonomous system number of ip',
      aso STRING COMMENT 'Autonomous system organization of ip',
      user_agent STRING COMMENT 'User agent as sent, surrounding brackets removed',
      agent_family STRING COMMENT 'Tool or browser of the user agent',
      service STRING COMMENT 'AWS service, as eventSource: iam.amazonaws.com; kubernetes for EKS audit, wafv2.amazonaws.com for web requests',
      operation STRING COMMENT 'API operation, without version suffix; the verb for EKS audit, the method of a web request',
      is_read BOOLEAN COMMENT 'The call reads only',
      target_type STRING COMMENT 'CloudFormation type of the target, or Kubernetes:: and the resource',
      target STRING COMMENT 'What was acted on, as an analyst names it: the bucket, role ARN, instance, table, key; namespace/name in Kubernetes',
      cluster STRING COMMENT 'EKS cluster of a Kubernetes call, by name; null where the log does not tell: Security Lake does not',
      target_account STRING COMMENT 'AWS account that owns the bucket that was acted on, as resources of the record tell; null where they do not, and for other targets',
      outcome STRING COMMENT 'success, denied or failure',
      error STRING COMMENT 'Error code, or the message where no code was logged; the rule that denied a web request',
      rules ARRAY<STRING> COMMENT 'Ids of the detection rules that the events match',
      events BIGINT COMMENT 'Distinct events',
      duplicates BIGINT COMMENT 'Further copies of these events that were delivered',
      first_time TIMESTAMP COMMENT 'Time of the first event',
      last_time TIMESTAMP COMMENT 'Time of the last event',
      event_ids ARRAY<STRING> COMMENT 'Up to three event ids, to find the raw records by',
      target_samples ARRAY<STRING> COMMENT 'Up to three finer names of the target: object keys, versions'
      """),
  TRAFFIC(
      "One row per hour and distinct flow: the server's port kept, the client's ephemeral port"
          + " folded to 0, both directions of a conversation in one row",
      """
      day DATE COMMENT 'UTC day in which the flow windows started',
      hour INT COMMENT 'UTC hour of the day, 0 to 23',
      source STRING COMMENT 'Log that the flows were read from',
      account STRING COMMENT 'AWS account of the interface',
      region STRING COMMENT 'AWS Region',
      vpc STRING COMMENT 'VPC id',
      interface STRING COMMENT 'Network interface id; of a regional NAT gateway, which has no interface, its own id',
      instance STRING COMMENT 'EC2 instance id',
      ecs_cluster STRING COMMENT 'ECS cluster of the task, by name; null where no task stands behind the interface, or the log lacks the fields',
      ecs_service STRING COMMENT 'ECS service of the task, by name',
      ecs_task STRING COMMENT 'ECS task behind the interface, by ARN; by id where the log has no ARN',
      direction STRING COMMENT 'inbound: the remote side is the client; outbound: the local side is; null where no flow was logged',
      ip STRING COMMENT 'Remote address',
      country STRING COMMENT 'ISO 3166 country code of ip, null where unknown',
      asn BIGINT COMMENT 'Autonomous system number of ip',
      aso STRING COMMENT 'Autonomous system organization of ip',
      local_ip STRING COMMENT 'Address of the interface',
      local_port INT COMMENT 'Port of the local side, 0 where it is the client',
      remote_port INT COMMENT 'Port of the remote side, 0 where it is the client',
      protocol STRING COMMENT 'TCP, UDP, ICMP, or the IANA protocol number',
      action STRING COMMENT 'ACCEPT or REJECT; NODATA or SKIPDATA for windows without flows',
      flows BIGINT COMMENT 'Distinct flow records',
      duplicates BIGINT COMMENT 'Further copies of these records that were delivered',
      packets BIGINT COMMENT 'Packets, both ways',
      bytes_in BIGINT COMMENT 'Bytes from the remote to the local side',
      bytes_out BIGINT COMMENT 'Bytes from the local to the remote side',
      first_time TIMESTAMP COMMENT 'Start of the first flow window',
      last_time TIMESTAMP COMMENT 'End of the last flow window'
      """),
  DNS_QUERIES(
      "One row per hour and distinct DNS query of a client",
      """
      day DATE COMMENT 'UTC day of the queries',
      hour INT COMMENT 'UTC hour of the day, 0 to 23',
      source STRING COMMENT 'Log that the queries were read from',
      account STRING COMMENT 'AWS account of the VPC',
      region STRING COMMENT 'AWS Region',
      vpc STRING COMMENT 'VPC id',
      instance STRING COMMENT 'EC2 instance id; null for queries through a resolver endpoint',
      local_ip STRING COMMENT 'Address that asked',
      domain STRING COMMENT 'Registered domain of name: public suffix and one label',
      name STRING COMMENT 'Name asked for, lower case, without the final dot',
      type STRING COMMENT 'Record type asked for: A, AAAA, TXT',
      rcode STRING COMMENT 'Response code as in RFC 6895: NOERROR, NXDOMAIN, SERVFAIL, REFUSED',
      answers ARRAY<STRING> COMMENT 'Up to ten distinct answers',
      firewall_action STRING COMMENT 'ALERT or BLOCK by a DNS Firewall rule',
      queries BIGINT COMMENT 'Distinct queries',
      duplicates BIGINT COMMENT 'Further copies of these queries that were delivered',
      first_time TIMESTAMP COMMENT 'Time of the first query',
      last_time TIMESTAMP COMMENT 'Time of the last query'
      """),
  FINDINGS(
      "One row per finding and day on which it was created or updated: its latest version of that"
          + " day",
      """
      day DATE COMMENT 'UTC day of the update',
      finding STRING COMMENT 'ARN of the finding, or its id where it has none, which is unique within its product',
      source STRING COMMENT 'Log that the finding was read from; ext/ and its name for a custom source of Security Lake',
      product STRING COMMENT 'Product that found it: GuardDuty, Security Hub, Inspector',
      type STRING COMMENT 'Finding type as the product names it',
      title STRING COMMENT 'Title',
      description STRING COMMENT 'Description',
      severity STRING COMMENT 'INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL',
      severity_score DOUBLE COMMENT 'Severity, 0 to 100',
      status STRING COMMENT 'NEW, NOTIFIED, RESOLVED, SUPPRESSED or ARCHIVED',
      account STRING COMMENT 'AWS account that the finding is about',
      region STRING COMMENT 'AWS Region',
      tactics ARRAY<STRING> COMMENT 'MITRE ATT&CK tactics named by the finding type',
      entities ARRAY<STRUCT<entity_type: STRING, entity: STRING, role: STRING, account: STRING>> COMMENT 'Entities involved; role is TARGET, ACTOR or REMOTE; account is the AWS account that owns a bucket, where the finding tells',
      ips ARRAY<STRING> COMMENT 'Remote IP addresses',
      first_time TIMESTAMP COMMENT 'First observed',
      last_time TIMESTAMP COMMENT 'Last observed',
      updated_time TIMESTAMP COMMENT 'Time of this version',
      versions BIGINT COMMENT 'Distinct versions of that day, of which this is the latest',
      duplicates BIGINT COMMENT 'Further copies of these versions that were delivered',
      detail STRING COMMENT 'The finding as the product wrote it, JSON'
      """),
  IAM_IDENTITIES(
      "One row per day and user, role or group of an IAM snapshot of that day",
      """
      day DATE COMMENT 'UTC day of the snapshot',
      snapshot_time TIMESTAMP COMMENT 'When the snapshot was taken, as its path or file tells',
      account STRING COMMENT 'AWS account',
      entity_type STRING COMMENT 'IAM_USER, IAM_ROLE or IAM_GROUP',
      entity STRING COMMENT 'ARN; of a group without path',
      name STRING COMMENT 'Name',
      principal_id STRING COMMENT 'Unique id, AIDA…, AROA…, AGPA…',
      created_time TIMESTAMP COMMENT 'When it was created',
      last_used_time TIMESTAMP COMMENT 'When a role was last used, as IAM tells for 400 days',
      groups ARRAY<STRING> COMMENT 'Groups of a user',
      policies ARRAY<STRING> COMMENT 'Policies of its own: ARNs of managed ones; AWS::IAM::RolePolicy/account/aws-global/role/name of those within it',
      trusted ARRAY<STRUCT<entity_type: STRING, entity: STRING>> COMMENT 'Whom the trust policy of a role lets assume it at most: conditions are not weighed, denials not taken off',
      versions BIGINT COMMENT 'Snapshots of that day that tell of it, of which this is the latest',
      duplicates BIGINT COMMENT 'Further copies of these that were delivered'
      """),
  DETECTIONS(
      "One row per day and rule, and combination of account, Region, principal, session, access"
          + " key, address, service, operation and EKS cluster whose events match it",
      """
      day DATE COMMENT 'UTC day of the events; of the last one for a rule that correlates',
      rule STRING COMMENT 'Id of the rule',
      title STRING COMMENT 'Title of the rule',
      level STRING COMMENT 'informational, low, medium, high or critical',
      tactic ARRAY<STRING> COMMENT 'MITRE ATT&CK tactics',
      technique ARRAY<STRING> COMMENT 'MITRE ATT&CK techniques, ids of version 18',
      procedure STRING COMMENT 'What was done, in a sentence',
      principal_type STRING COMMENT 'As in activity',
      principal STRING COMMENT 'As in activity; null where a rule correlates over several',
      account STRING COMMENT 'AWS account that owns the log records',
      region STRING COMMENT 'AWS Region of the calls',
      ip STRING COMMENT 'Source IP address',
      session STRING COMMENT 'Role session name',
      access_key STRING COMMENT 'Access key id',
      service STRING COMMENT 'As in activity',
      operation STRING COMMENT 'As in activity',
      cluster STRING COMMENT 'As in activity',
      targets ARRAY<STRING> COMMENT 'Up to ten targets, as in activity',
      success_count BIGINT COMMENT 'Distinct events that succeeded',
      failure_count BIGINT COMMENT 'Distinct events that failed or were denied',
      first_time TIMESTAMP COMMENT 'Time of the first event',
      last_time TIMESTAMP COMMENT 'Time of the last event',
      event_ids ARRAY<STRING> COMMENT 'Up to a hundred event ids, of which activity keeps three a row'
      """),
  EDGES(
      "One row per day and directed relation between two entities, by the account and Region of the"
          + " records that tell it",
      """
      day DATE COMMENT 'UTC day',
      from_type STRING COMMENT 'Type of the first entity',
      from_entity STRING COMMENT 'Id of the first entity',
      relation STRING COMMENT 'What it did to the second: used_ip, used_agent, used_key, assumed, started_session, authenticated_as, created, changed, deleted, accessed, acted_on, connected_to, assigned_to, resolved, runs_image, in_cluster, in_vpc, in_account, involves; of an IAM snapshot can_assume, has_policy, in_group',
      to_type STRING COMMENT 'Type of the second entity',
      to_entity STRING COMMENT 'Id of the second entity',
      account STRING COMMENT 'AWS account of the records',
      region STRING COMMENT 'AWS Region of the records',
      events BIGINT COMMENT 'Calls, flows, queries or findings; 1 of a snapshot',
      failures BIGINT COMMENT 'Of these, denied or failed calls, rejected flows, queries without an answer',
      bytes BIGINT COMMENT 'Bytes of flows, both ways',
      first_time TIMESTAMP COMMENT 'First of them',
      last_time TIMESTAMP COMMENT 'Last of them',
      event_ids ARRAY<STRING> COMMENT 'Up to three event ids'
      """),
  ENTITIES(
      "One row per entity known so far",
      """
      entity_type STRING COMMENT 'Type, as EntityType lists them: IAM_USER, IAM_ROLE, ROLE_SESSION, EC2_INSTANCE, IP_ADDRESS, S3_BUCKET',
      entity STRING COMMENT 'Id: the ARN of an AWS resource; the id of an instance; the name of a bucket; the address; the agent as sent',
      account STRING COMMENT 'AWS account that it belongs to, null where the logs do not tell',
      name STRING COMMENT 'What people call it',
      attributes MAP<STRING, STRING> COMMENT 'principal_id, reused, created_time, created_by, deleted_time, high_volume_day, as far as known',
      is_service BOOLEAN COMMENT 'An AWS service, or a role that only services assume',
      first_time TIMESTAMP COMMENT 'First seen',
      last_time TIMESTAMP COMMENT 'Last seen'
      """),
  OBSERVATIONS(
      "One row per day, entity, dimension and value that it showed: what the past is known by",
      """
      day DATE COMMENT 'UTC day',
      entity_type STRING COMMENT 'Type, as in entities: a kind of principal, IP_ADDRESS, EC2_INSTANCE or ECS_TASK; UNKNOWN where the log names none',
      entity STRING COMMENT 'Id, as in entities',
      account STRING COMMENT 'AWS account of the entity; of a private address the one in whose logs it stands, of any other null',
      is_service BOOLEAN COMMENT 'An AWS service acted, on its own or for the entity: never compared with people',
      dimension STRING COMMENT 'What was looked at: ip, country, city, aso, agent_family, user_agent, service, operation, region, access_key, target, error, hour_of_week, denied_operation, failed_login, created_by, principal, journey; of machines remote_peer, remote_port, local_port, remote_country, remote_aso, probed_port, login_attempt, beacon, domain, unknown_name, random_label',
      value STRING COMMENT 'The value: an address, a country code, service and operation, weekday and hour',
      events BIGINT COMMENT 'API calls or queries; of flows how often somebody spoke, both directions being one',
      failures BIGINT COMMENT 'Those among them that were denied, failed, rejected or not answered',
      bytes_in BIGINT COMMENT 'Bytes to the entity; of flows only',
      bytes_out BIGINT COMMENT 'Bytes from the entity; of domains the bytes that names carried below the domain',
      amount DOUBLE COMMENT 'Of a journey km/h, of a beacon its regularity from 0 to 1, of a random label the bits of entropy a letter',
      ip STRING COMMENT 'Remote address of the first event',
      first_time TIMESTAMP COMMENT 'First event',
      last_time TIMESTAMP COMMENT 'Last event',
      event_ids ARRAY<STRING> COMMENT 'Up to three ids of the first events'
      """),
  ANOMALIES(
      "One row per day, entity, kind and value of a departure from the past, explained by itself",
      """
      day DATE COMMENT 'UTC day',
      entity_type STRING COMMENT 'As in observations',
      entity STRING COMMENT 'Who or what departed',
      account STRING COMMENT 'AWS account of the entity',
      is_service BOOLEAN COMMENT 'An AWS service acted, on its own or for the entity',
      kind STRING COMMENT 'What kind of departure',
      dimension STRING COMMENT 'Dimension of observations that it was seen in',
      value STRING COMMENT 'The value that departed; null for a count',
      observed DOUBLE COMMENT 'What was counted or measured',
      expected DOUBLE COMMENT 'What the past lets expect: the median of a count, or the expected number of such events a day',
      history_days INT COMMENT 'Days since the entity was first seen within the look-back',
      active_days INT COMMENT 'Days among them on which it was seen',
      in_training BOOLEAN COMMENT 'It is known for fewer days than anomalies.training-days',
      p_value DOUBLE COMMENT 'Probability of such a departure by chance, from the past of the entity and of those like it',
      score DOUBLE COMMENT 'min(100, -10 log10 p_value); never changed later',
      new_for_entity BOOLEAN COMMENT 'The value was not seen of the entity within the look-back; null for a count',
      new_for_account BOOLEAN COMMENT 'Nor of any other entity of its account',
      new_for_organization BOOLEAN COMMENT 'Nor of any other entity at all',
      peer_share DOUBLE COMMENT 'Share of the entities of like behaviour that showed the value; null where there are none',
      ips ARRAY<STRING> COMMENT 'Addresses involved',
      first_time TIMESTAMP COMMENT 'First event',
      last_time TIMESTAMP COMMENT 'Last event',
      event_ids ARRAY<STRING> COMMENT 'Up to three ids of events',
      sentence STRING COMMENT 'The departure in words'
      """),
  FINDING_GROUPS(
      "One row per finding group and night on which it was alive, or on which it ended",
      """
      day DATE COMMENT 'UTC day of the night',
      group_id STRING COMMENT 'UUID, the same from night to night',
      title STRING COMMENT 'Title in the form of Amazon Detective: counts of findings by ASFF namespace; not unique',
      headline STRING COMMENT 'Who did what, in one line',
      summary STRING COMMENT 'The story: all sentences, one on each line',
      sentences ARRAY<STRUCT<tactic: STRING, sentence: STRING, members: ARRAY<STRING>>> COMMENT 'The story sentence by sentence, in the order of time, each with the members that it is made of',
      story_rewritten STRING COMMENT 'The story as a language model rewrote it, each word checked against the facts; null where none was asked, or its text was refused',
      severity STRING COMMENT 'Highest severity of its members: INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL',
      severity_score DOUBLE COMMENT 'Highest severity score of its findings and evidence, 0 to 100',
      score DOUBLE COMMENT 'Risk, 0 to 100: severity scores from high to low, the k-th divided by k to the power of 1.5, their sum divided by 2.612',
      status STRING COMMENT 'ACTIVE; INACTIVE on the night on which it was closed or became part of another',
      change STRING COMMENT 'Against the night before: new, grown, unchanged, merged (several became this one), superseded (it became part of another), closed (silent for long)',
      added_members ARRAY<STRING> COMMENT 'Findings and evidence that were in no group the night before, up to a hundred',
      tactics ARRAY<STRING> COMMENT 'MITRE ATT&CK tactics from early to late, Other at the end',
      accounts ARRAY<STRING> COMMENT 'AWS accounts',
      regions ARRAY<STRING> COMMENT 'AWS Regions',
      findings BIGINT COMMENT 'Number of findings',
      evidence BIGINT COMMENT 'Number of detections and anomalies',
      entities BIGINT COMMENT 'Number of entities involved',
      identity_entities BIGINT COMMENT 'Of these IAM principals, sessions, keys, accounts',
      network_entities BIGINT COMMENT 'Of these addresses, domains, networks',
      storage_entities BIGINT COMMENT 'Of these buckets, databases, snapshots',
      compute_entities BIGINT COMMENT 'Of these instances, functions, clusters, tasks, pods, containers, images, processes',
      severities MAP<STRING, BIGINT> COMMENT 'Number of findings and evidence by severity',
      parents ARRAY<STRING> COMMENT 'Groups that became this one',
      children ARRAY<STRING> COMMENT 'Group that it became part of',
      first_time TIMESTAMP COMMENT 'First observed; checks and vulnerabilities do not count',
      last_time TIMESTAMP COMMENT 'Last observed'
      """),
  FINDING_GROUP_MEMBERS(
      "One row per finding group, night and finding, piece of evidence or entity in it",
      """
      day DATE COMMENT 'UTC day of the night',
      group_id STRING COMMENT 'Group',
      member_type STRING COMMENT 'finding, evidence or entity',
      member STRING COMMENT 'Id: of a finding that of table findings; of evidence D- (detection) or A- (anomaly) and a hash; of an entity that of table entities',
      entity_type STRING COMMENT 'Type of an entity; null for others',
      product STRING COMMENT 'Product that found it',
      type STRING COMMENT 'Finding type; id of the rule; kind and dimension of the anomaly',
      title STRING COMMENT 'Title; name of an entity',
      severity STRING COMMENT 'INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL; null for an entity',
      severity_score DOUBLE COMMENT '0 to 100; null for an entity',
      account STRING COMMENT 'AWS account',
      region STRING COMMENT 'AWS Region',
      tactics ARRAY<STRING> COMMENT 'MITRE ATT&CK tactics',
      roles ARRAY<STRING> COMMENT 'Of an entity the roles it has in the group: TARGET, ACTOR, REMOTE',
      entities ARRAY<STRUCT<entity_type: STRING, entity: STRING, role: STRING>> COMMENT 'Entities that a finding or evidence involves',
      events BIGINT COMMENT 'Calls behind evidence; versions of a finding; findings and evidence that involve an entity',
      event_ids ARRAY<STRING> COMMENT 'Up to twenty ids of events behind evidence',
      is_new BOOLEAN COMMENT 'It was in no group the night before; null for an entity',
      sentence STRING COMMENT 'What evidence says',
      first_time TIMESTAMP COMMENT 'First observed',
      last_time TIMESTAMP COMMENT 'Last observed'
      """),
  FINDING_GROUP_LINKS(
      "One row per finding group, night and finding or evidence in it: why it is in the group, as its"
          + " link to another on the way to the earliest, so that all rows of a group are a tree",
      """
      day DATE COMMENT 'UTC day of the night',
      group_id STRING COMMENT 'Group',
      from_member STRING COMMENT 'The finding or evidence',
      to_member STRING COMMENT 'What it is linked to; null for the earliest of the group',
      shared_type STRING COMMENT 'Type of the entity that weighs most of those that they share',
      shared_entity STRING COMMENT 'That entity',
      weight DOUBLE COMMENT 'Sum of the weights of all entities that they share: 1 / log2(2 + subjects) each, less for routine findings and for what stands behind an entity',
      gap_seconds BIGINT COMMENT 'Seconds between them, 0 where they overlap',
      reason STRING COMMENT 'Why, in words',
      standing STRING COMMENT 'Of from_member: ANCHOR links others; SIGN only joins; POSTURE is a check or a vulnerability',
      first_time TIMESTAMP COMMENT 'Of from_member, first observed',
      last_time TIMESTAMP COMMENT 'Of from_member, last observed',
      parents ARRAY<STRING> COMMENT 'Groups that became this one'
      """),
  INVESTIGATIONS(
      "One row per principal and window that the night examined",
      """
      day DATE COMMENT 'Last UTC day of the scope',
      investigation_id STRING COMMENT 'Id of 21 digits, made of the principal and the scope',
      entity_type STRING COMMENT 'IAM_USER or IAM_ROLE',
      entity_arn STRING COMMENT 'ARN of the principal',
      created_time TIMESTAMP COMMENT 'Start of the night that examined it',
      scope_start_time TIMESTAMP COMMENT 'Start of the window',
      scope_end_time TIMESTAMP COMMENT 'End of the window, which is not in it',
      status STRING COMMENT 'SUCCESSFUL, as the API of Amazon Detective names it',
      severity STRING COMMENT 'INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL, from score',
      state STRING COMMENT 'ACTIVE, or ARCHIVED by investigations archive',
      trigger STRING COMMENT 'Why it was examined: HIGH_FINDING, in a finding of severity HIGH or CRITICAL of the day; FINDING, GROUP, in one within the window; RISK, by its detections and anomalies of the day; or ON_DEMAND',
      score DOUBLE COMMENT 'Risk, 0 to 100: the risks of its indicators added up, their odds multiplied by tactics and reach',
      tactics ARRAY<STRING> COMMENT 'MITRE ATT&CK tactics of its indicators, early to late',
      reach BIGINT COMMENT 'Distinct entities that the principal created, changed, deleted or assumed in the window',
      summary STRING COMMENT 'What was found, in sentences'
      """),
  INDICATORS(
      "One row per investigation and indicator of compromise",
      """
      day DATE COMMENT 'As in investigations',
      investigation_id STRING COMMENT 'As in investigations',
      entity_arn STRING COMMENT 'As in investigations',
      indicator_type STRING COMMENT 'TTP_OBSERVED, IMPOSSIBLE_TRAVEL, FLAGGED_IP_ADDRESS, NEW_GEOLOCATION, NEW_ASO, NEW_USER_AGENT, RELATED_FINDING or RELATED_FINDING_GROUP',
      detail STRING COMMENT 'IndicatorDetail of the API of Amazon Detective, JSON',
      severity STRING COMMENT 'INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL, from score',
      score DOUBLE COMMENT 'How grave it is by itself, 0 to 100',
      evidence STRING COMMENT 'What tells it: indicators of one evidence count once, by the strongest',
      risk DOUBLE COMMENT 'What it adds to the risk of the investigation; 0 where a stronger one tells the same',
      share DOUBLE COMMENT 'Its share of the risk that the indicators add up to',
      tactic STRING COMMENT 'MITRE ATT&CK tactic; null where it has none',
      ip STRING COMMENT 'Address involved',
      regions ARRAY<STRING> COMMENT 'AWS Regions',
      first_time TIMESTAMP COMMENT 'First event',
      last_time TIMESTAMP COMMENT 'Last event',
      event_ids ARRAY<STRING> COMMENT 'Event ids',
      access_keys ARRAY<STRING> COMMENT 'Access key ids that were used',
      sentence STRING COMMENT 'The indicator in words'
      """),
  REJECTS(
      "One row per raw record, or whole file, that was refused",
      """
      day DATE COMMENT 'UTC day of the record; of the file where the record tells none',
      source STRING COMMENT 'Log that the record was read from',
      file STRING COMMENT 'File that holds it',
      position BIGINT COMMENT 'Number of the record or line in the file, from 0; -1 for the file as a whole',
      reason STRING COMMENT 'Why it was refused',
      raw STRING COMMENT 'Its first 4 KiB'
      """),
  COVERAGE(
      "One row per day, account, Region and source: what was delivered and what is missing",
      """
      day DATE COMMENT 'UTC day of the records',
      account STRING COMMENT 'AWS account',
      region STRING COMMENT 'AWS Region',
      source STRING COMMENT 'Log',
      files BIGINT COMMENT 'Files that hold records of the day',
      bytes BIGINT COMMENT 'Bytes of these files as stored, shared out by records where a file spans days or accounts',
      records BIGINT COMMENT 'Records read, duplicates and rejects included',
      rejected BIGINT COMMENT 'Records refused',
      duplicates BIGINT COMMENT 'Records delivered more than once, copies only',
      late BIGINT COMMENT 'Records delivered more than the late-after-hours setting after their time',
      skipped BIGINT COMMENT 'Entries of the files that are no records of the log: other streams, health checks; not among the records',
      first_time TIMESTAMP COMMENT 'Time of the first record',
      last_time TIMESTAMP COMMENT 'Time of the last record',
      status STRING COMMENT 'ok; partial: records were refused; late: records came late; missing: nothing came, though it did on earlier days'
      """),
  FILES(
      "One row per input file and UTC day, account and Region of its records: the ledger of what"
          + " has been read. Written last, it marks the night as done",
      """
      day DATE COMMENT 'UTC day of the records',
      source STRING COMMENT 'Log',
      file STRING COMMENT 'URI of the file',
      account STRING COMMENT 'AWS account of the records',
      region STRING COMMENT 'AWS Region of the records',
      file_bytes BIGINT COMMENT 'Bytes of the whole file as stored',
      modified_time TIMESTAMP COMMENT 'When the file was written, as its file system says',
      bytes BIGINT COMMENT 'Share of the bytes of this row',
      records BIGINT COMMENT 'Records of this row, rejects included',
      rejected BIGINT COMMENT 'Records refused',
      late BIGINT COMMENT 'Records delivered late',
      skipped BIGINT COMMENT 'Entries that are no records of the log, not among the records',
      first_time TIMESTAMP COMMENT 'Time of the first record',
      last_time TIMESTAMP COMMENT 'Time of the last record',
      touches ARRAY<DATE> COMMENT 'All days that the file holds records of'
      """),
  RUNS(
      "One row per run and step",
      """
      run_id STRING COMMENT 'Id of the run: its start in UTC and a random part',
      day DATE COMMENT 'Newest day that the step built',
      days ARRAY<DATE> COMMENT 'All days that the step built',
      step STRING COMMENT 'Table that the step builds; night for the run as a whole',
      started_time TIMESTAMP COMMENT 'Start',
      seconds DOUBLE COMMENT 'Wall time',
      cpu_seconds DOUBLE COMMENT 'CPU time of its Spark tasks',
      rows BIGINT COMMENT 'Rows written',
      bytes_read BIGINT COMMENT 'Bytes read by its Spark tasks',
      expected_false_alarms DOUBLE COMMENT 'Of anomalies the sum of p_value of the rows written; null for other tables',
      status STRING COMMENT 'ok, failed, or unbalanced: records in are not records out',
      version STRING COMMENT 'Version of Hawkshaw',
      settings_hash STRING COMMENT 'SHA-256 of the settings, first 12 digits'
      """);

  /** What queries look for within a day; the bounds of any other column no query asks for. */
  private static final Set<String> SOUGHT =
      Set.of(
          "hour",
          "source",
          "account",
          "region",
          "principal",
          "entity_arn",
          "entity",
          "from_entity",
          "to_entity",
          "ip",
          "interface",
          "local_ip",
          "domain",
          "finding",
          "file",
          "first_time",
          "last_time");

  private final String meaning;
  private final StructType schema;

  Table(String meaning, String columns) {
    this.meaning = meaning;
    this.schema = StructType.fromDDL(columns);
  }

  /** Name in SQL. */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What one row means. */
  public String meaning() {
    return meaning;
  }

  /** Columns with types and comments, all nullable. */
  public StructType schema() {
    return schema;
  }

  /** Whether the rows are of days: all tables are partitioned by day but that of the entities. */
  public boolean isByDay() {
    return columns().contains("day");
  }

  /** Column names in order. */
  public List<String> columns() {
    return Arrays.asList(schema.fieldNames());
  }

  /**
   * The columns whose bounds Delta keeps for each file, so that a query may skip it. To keep those
   * of all columns takes nearly as long as to write the files.
   */
  public List<String> skippingColumns() {
    return columns().stream().filter(SOUGHT::contains).toList();
  }

  /**
   * The columns by which the rows of a large table lie within a file, so that a query for one
   * principal or entity reads few pages of it.
   */
  public List<String> sortColumns() {
    return switch (this) {
      case ACTIVITY -> List.of("principal");
      // What an edge ends at is of few types in each relation: they are skipped by type.
      case EDGES -> List.of("relation", "from_entity");
      case OBSERVATIONS -> List.of("entity");
      default -> List.of();
    };
  }

  /**
   * The columns by whose single values investigators look for rows of a large table: who, from
   * where, with whom, for which name. Rows of a large day that are near in them share files.
   */
  public List<String> lookupColumns() {
    return switch (this) {
      case ACTIVITY -> List.of("principal", "ip");
      case TRAFFIC -> List.of("ip", "local_ip");
      case DNS_QUERIES -> List.of("domain", "local_ip");
      case EDGES -> List.of("from_entity", "to_entity");
      case OBSERVATIONS -> List.of("entity");
      default -> List.of();
    };
  }
}
