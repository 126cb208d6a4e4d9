package io.hawkshaw.generate;

/**
 * The parts of which GuardDuty's findings are made, as they stand on the wire. Field names and
 * types are those of GuardDuty's API; this file is long because its documents are.
 */
final class FindingDocuments {
  /** What all findings have. */
  static final String ENVELOPE =
      """
      {"schemaVersion":"2.0","accountId":"${account}","region":"${region}","partition":"aws",
       "id":"${id}",
       "arn":"arn:aws:guardduty:${region}:${account}:detector/${detector}/finding/${id}",
       "type":"${type}","resource":{},
       "service":{"serviceName":"guardduty","detectorId":"${detector}","resourceRole":"TARGET",
        "additionalInfo":{"value":"{}","type":"default"},"evidence":null,
        "eventFirstSeen":"","eventLastSeen":"","archived":false,"count":1},
       "severity":0.0,"createdAt":"","updatedAt":"","title":"${title}",
       "description":"${description}"}
      """;

  static final String INSTANCE =
      """
      {"resourceType":"Instance","instanceDetails":{"instanceId":"${instance}",
       "instanceType":"m6i.large","launchTime":"2026-06-02T08:11:54.000Z","platform":null,
       "productCodes":[],
       "iamInstanceProfile":{"arn":"arn:aws:iam::${account}:instance-profile/shop-app",
        "id":"AIPA0C20D1E2F3EXAMPLE"},
       "networkInterfaces":[{"ipv6Addresses":[],"networkInterfaceId":"${interface}",
        "privateDnsName":"ip-10-20-1-25.ec2.internal","privateIpAddress":"${ip}",
        "privateIpAddresses":[{"privateDnsName":"ip-10-20-1-25.ec2.internal",
         "privateIpAddress":"${ip}"}],
        "subnetId":"${subnet}","vpcId":"${vpc}",
        "securityGroups":[{"groupName":"shop-web","groupId":"sg-0c20d1e2f30415263"}],
        "publicDnsName":"","publicIp":"192.0.2.225"}],
       "tags":[{"key":"Name","value":"shop-web"},{"key":"environment","value":"production"}],
       "instanceState":"running","availabilityZone":"us-east-1a",
       "imageId":"ami-0c20000000000a101","imageDescription":"shop base image"}}
      """;

  static final String ACCESS_KEY =
      """
      {"resourceType":"AccessKey","accessKeyDetails":{"accessKeyId":"${accessKey}",
       "principalId":"${principal}","userType":"${userType}","userName":"${userName}"}}
      """;

  static final String BUCKET =
      """
      {"resourceType":"S3Bucket","accessKeyDetails":{"accessKeyId":"${accessKey}",
        "principalId":"${principal}","userType":"${userType}","userName":"${userName}"},
       "s3BucketDetails":[{"arn":"arn:aws:s3:::${bucket}","name":"${bucket}","type":"Destination",
        "createdAt":1748851200.5,"owner":{"id":"CanonicalId of bucket owner"},"tags":[],
        "publicAccess":{"effectivePermission":"NOT_PUBLIC","permissionConfiguration":{
         "bucketLevelPermissions":{
          "accessControlList":{"allowsPublicReadAccess":false,"allowsPublicWriteAccess":false},
          "bucketPolicy":{"allowsPublicReadAccess":false,"allowsPublicWriteAccess":false},
          "blockPublicAccess":{"ignorePublicAcls":false,"restrictPublicBuckets":false,
           "blockPublicAcls":false,"blockPublicPolicy":false}},
         "accountLevelPermissions":{"blockPublicAccess":{"ignorePublicAcls":true,
          "restrictPublicBuckets":true,"blockPublicAcls":true,"blockPublicPolicy":true}}}}}]}
      """;

  static final String CLUSTER =
      """
      {"resourceType":"EKSCluster",
       "eksClusterDetails":{"name":"prod-main",
        "arn":"arn:aws:eks:us-east-1:222233334444:cluster/prod-main",
        "vpcId":"${vpc}","status":"ACTIVE","tags":[],"createdAt":1748851200.5},
       "kubernetesDetails":{
        "kubernetesUserDetails":{"username":"deployment",
         "uid":"aws-iam-authenticator:222233334444:${role}",
         "groups":["system:masters","system:authenticated"],"sessionName":["${session}"]},
        "kubernetesWorkloadDetails":{"name":"node-agent-x","type":"pods",
         "uid":"6b0f3c52-7a1e-4f5b-a0a4-2f6d1c9b8e70","namespace":"kube-system",
         "hostNetwork":true,"hostPID":true,
         "containers":[{"name":"agent","image":"registry.example/tools/agent:latest",
          "imagePrefix":"registry.example/tools",
          "volumeMounts":[{"name":"root","mountPath":"/host"}],
          "securityContext":{"privileged":true}}],
         "volumes":[{"name":"root","hostPath":{"path":"/"}}]}}}
      """;

  static final String FARGATE =
      """
      {"resourceType":"ECSCluster","ecsClusterDetails":{"name":"prod-batch",
       "arn":"arn:aws:ecs:us-east-1:222233334444:cluster/prod-batch","status":"ACTIVE",
       "activeServicesCount":1,"registeredContainerInstancesCount":0,"runningTasksCount":3,
       "tags":[],
       "taskDetails":{
        "arn":"arn:aws:ecs:us-east-1:222233334444:task/prod-batch/7c0a5d1e9b3f4a6c8e2d4f6081a3c5e7",
        "definitionArn":"arn:aws:ecs:us-east-1:222233334444:task-definition/reports:42",
        "version":"3","createdAt":1792136404.112,"startedAt":1792136431.871,
        "startedBy":"deployment","group":"family:reports","launchType":"FARGATE","tags":[],
        "volumes":[],
        "containers":[{"id":"7c0a5d1e9b3f4a6c8e2d4f6081a3c5e7-2531612879","name":"worker",
         "image":"registry.example/tools/worker:latest","imagePrefix":"registry.example/tools",
         "containerRuntime":"fargate",
         "securityContext":{"privileged":false,"allowPrivilegeEscalation":true}}]}}}
      """;

  static final String SEQUENCE_RESOURCE =
      """
      {"resourceType":"AttackSequence"}
      """;

  static final String INTRUDER_IP =
      """
      {"ipAddressV4":"203.0.113.66",
       "organization":{"asn":"64496","asnOrg":"Example Hosting","isp":"Example Hosting",
        "org":"Example Hosting"},
       "country":{"countryCode":"IS","countryName":"Iceland"},"city":{"cityName":"Reykjavik"},
       "geoLocation":{"lat":64.1466,"lon":-21.9426}}
      """;

  static final String OFFICE_IP =
      """
      {"ipAddressV4":"192.0.2.10",
       "organization":{"asn":"64500","asnOrg":"Example Access","isp":"Example Access",
        "org":"Example Office"},
       "country":{"countryCode":"IE","countryName":"Ireland"},"city":{"cityName":"Dublin"},
       "geoLocation":{"lat":53.3498,"lon":-6.2603}}
      """;

  static final String SSH_ACTION =
      """
      {"actionType":"NETWORK_CONNECTION","networkConnectionAction":{
       "connectionDirection":"INBOUND","protocol":"TCP","blocked":false,
       "localPortDetails":{"port":22,"portName":"SSH"},
       "remotePortDetails":{"port":51514,"portName":"Unknown"},
       "localIpDetails":{"ipAddressV4":"${ip}"},"localNetworkInterface":"${interface}",
       "remoteIpDetails":null}}
      """;

  private static final String SCANNER_IP =
      """
      {"ipAddressV4":"198.51.100.201",
       "organization":{"asn":"64511","asnOrg":"Example Scanner","isp":"Example Scanner",
        "org":"Example Scanner"},
       "country":{"countryCode":"CA","countryName":"Canada"},"city":{"cityName":"Montreal"},
       "geoLocation":{"lat":45.5019,"lon":-73.5674}}
      """;

  static final String PROBE_ACTION =
      """
      {"actionType":"PORT_PROBE","portProbeAction":{"blocked":false,"portProbeDetails":[{
       "localPortDetails":{"port":22,"portName":"SSH"},"localIpDetails":{"ipAddressV4":"${ip}"},
       "remoteIpDetails":%s}]}}
      """
          .formatted(SCANNER_IP);

  static final String DNS_ACTION =
      """
      {"actionType":"DNS_REQUEST","dnsRequestAction":{"domain":"${domain}","protocol":"UDP",
       "blocked":false,"domainWithSuffix":"${suffix}","vpcOwnerAccountId":"${account}"}}
      """;

  static final String API_ACTION =
      """
      {"actionType":"AWS_API_CALL","awsApiCallAction":{"api":"${api}",
       "serviceName":"${service}.amazonaws.com","callerType":"Remote IP","userAgent":"${agent}",
       "remoteIpDetails":null,
       "remoteAccountDetails":{"accountId":"${callerAccount}","affiliated":true},
       "affectedResources":{"${affectedType}":"${affected}"}}}
      """;

  static final String POD_ACTION =
      """
      {"actionType":"KUBERNETES_API_CALL","kubernetesApiCallAction":{
       "requestUri":"/api/v1/namespaces/kube-system/pods","verb":"create","resource":"pods",
       "namespace":"kube-system","resourceName":"node-agent-x","sourceIPs":["203.0.113.66"],
       "userAgent":"${agent}","remoteIpDetails":null,"statusCode":201}}
      """;

  static final String ANOMALY =
      """
      {"userAgent":{"fullUserAgent":"${agent}","userAgentCategory":"AWS_SDK"},
       "anomalies":{"anomalousAPIs":"${apis}"},
       "profiledBehavior":{"rareProfiledAPIsAccountProfiling":"",
        "frequentProfiledAPIsAccountProfiling":"DescribeInstances, GetAuthorizationToken",
        "frequentProfiledASNsUserIdentityProfiling":"64500"},
       "unusualBehavior":{"unusualAPIsUserIdentityProfiling":"${apis}",
        "unusualASNsUserIdentityProfiling":"64496",
        "unusualUserAgentsUserIdentityProfiling":"AWS_SDK","isUnusualUserIdentity":"false"}}
      """;

  static final String REVERSE_SHELL =
      """
      {"process":{"name":"bash","executablePath":"/usr/bin/bash",
       "executableSha256":"059fce560704769f9ee72e095e85c77cbcd528dc21cc51d9255cfe46856b5f02",
       "namespacePid":31,"pwd":"/tmp","pid":4127,"startTime":1792136592.37,
       "uuid":"4c8f0b7e-61f0-4b6e-a0b1-9d1be5b7f1a2",
       "parentUuid":"a2f43b1c-2c55-4e0f-a9b0-0a5d7c3e8f11","user":"root","userId":0,"euid":0,
       "lineage":[
        {"startTime":1792136590.02,"namespacePid":29,"userId":0,"name":"python3","pid":4120,
         "uuid":"a2f43b1c-2c55-4e0f-a9b0-0a5d7c3e8f11","executablePath":"/usr/bin/python3.11",
         "euid":0,"parentUuid":"e6b7d1a0-55aa-4e6d-a3a1-12b9c5d7f00e"},
        {"startTime":1792136433.15,"namespacePid":1,"userId":0,"name":"worker","pid":4001,
         "uuid":"e6b7d1a0-55aa-4e6d-a3a1-12b9c5d7f00e","executablePath":"/app/worker",
         "euid":0,"parentUuid":"00000000-0000-0000-0000-000000000000"}]},
       "context":{"addressFamily":"AF_INET","ianaProtocolNumber":6,
        "commandLineExample":"bash -i"}}
      """;

  static final String SEQUENCE =
      """
      {"sequence":{"uid":"${id}","description":"${description}",
       "actors":[
        {"id":"${principal}","user":{"name":"deployment","uid":"${principal}",
          "type":"AssumedRole","credentialUid":"${accessKey}","account":{"uid":"222233334444"}},
         "session":{"uid":"${session}","mfaStatus":"DISABLED","createdTime":1792117867.0,
          "issuer":"arn:aws:iam::222233334444:role/deployment"}}],
       "resources":[
        {"uid":"${accessKey}","name":"${accessKey}","accountId":"222233334444",
         "resourceType":"ACCESS_KEY","region":"us-east-1","service":"iam","cloudPartition":"aws",
         "data":{"accessKey":{"principalId":"${principal}","userName":"deployment",
          "userType":"AssumedRole"}}}],
       "endpoints":[
        {"id":"203.0.113.66","ip":"203.0.113.66",
         "location":{"city":"Reykjavik","country":"Iceland","lat":64.1466,"lon":-21.9426},
         "autonomousSystem":{"name":"Example Hosting","number":64496}}],
       "signals":[],
       "sequenceIndicators":[
        {"key":"ATTACK_TACTIC","title":"MITRE ATT&CK tactics",
         "values":["Discovery","Persistence","Defense Evasion","Credential Access","Impact"]},
        {"key":"ATTACK_TECHNIQUE","title":"MITRE ATT&CK techniques",
         "values":["T1087.004","T1136.003","T1562.008","T1555.006","T1496"]},
        {"key":"HIGH_RISK_API","title":"Sensitive APIs",
         "values":["iam:CreateUser","iam:AttachUserPolicy","cloudtrail:StopLogging"]},
        {"key":"SUSPICIOUS_USER_AGENT","title":"Suspicious user agents",
         "values":["${agent}"]}],
       "additionalSequenceTypes":["AttackSequence:EC2/CompromisedInstanceGroup"]}}
      """;

  private FindingDocuments() {}

  /** The place of a scanner with an address. */
  static String scanner(String address) {
    return SCANNER_IP.replace("198.51.100.201", address);
  }

  /** The place of somebody of the organization with an address. */
  static String colleague(String address) {
    return OFFICE_IP.replace("192.0.2.10", address);
  }

  /** The place of another address than that of the sample's intruder. */
  static String remote(String address) {
    return INTRUDER_IP.replace("203.0.113.66", address);
  }
}
