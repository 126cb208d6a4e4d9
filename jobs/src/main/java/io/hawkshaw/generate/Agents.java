package io.hawkshaw.generate;

/** The user agents of the story. */
final class Agents {
  static final String CLI_MAC =
      "aws-cli/2.17.44 md/awscrt#0.20.11 ua/2.0 os/macos#23.6.0 md/arch#arm64 lang/python#3.11.9";
  static final String CLI_LINUX =
      "aws-cli/2.15.30 Python/3.11.8 Linux/6.5.0-41-generic exe/x86_64.ubuntu.22";
  static final String BOTO =
      "Boto3/1.34.162 md/Botocore#1.34.162 ua/2.0 os/linux#5.15.0-119-generic lang/python#3.10.12";
  static final String TERRAFORM =
      "APN/1.0 Terraform/1.9.5 aws-sdk-go-v2/1.30.4 os/linux lang/go#1.22.5";
  static final String JAVA_SDK = "aws-sdk-java/2.26.31 md/io#sync Linux/6.1.102 Java/17.0.12";
  static final String FIREFOX =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:130.0) Gecko/20100101 Firefox/130.0";
  static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/128.0.0.0 Safari/537.36";
  static final String KUBECTL = "kubectl/v1.30.3 (darwin/arm64) kubernetes/6fc0a69";

  /** What only the intruder uses: an SDK on a system made for penetration tests. */
  static final String INTRUDER_SDK =
      "Boto3/1.26.27 md/Botocore#1.29.27 ua/2.0 os/linux#6.1.0-kali7-amd64 lang/python#3.11.2";

  static final String INTRUDER_BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Firefox/102.0";
  static final String INTRUDER_KUBECTL = "kubectl/v1.24.10 (linux/amd64) kubernetes/5c1d2d4";

  private Agents() {}
}
