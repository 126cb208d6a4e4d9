package io.hawkshaw.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentFamilyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cloudformation.amazonaws.com     | AWS service
          apigateway.amazonaws.com         | AWS service
          s3.amazonaws.com                 | AWS service
          eks-nodegroup.amazonaws.com      | AWS service
          resource-explorer-2.amazonaws.com | AWS service
          rds.amazonaws.com.cn             | AWS service
          AWS Internal                     | AWS Internal
          AWS Internal/3                   | AWS Internal
          aws-internal/3                   | AWS Internal
          [aws-internal/3]                 | AWS Internal
          aws-internal/3 aws-sdk-java/1.11.975 Linux/4.9.230 java/1.8.0_242 | AWS Internal
          AWSCloudTrail, aws-internal/3 aws-sdk-java/1.11.1030 | AWS Internal
          console.amazonaws.com            | AWS Console
          console.ec2.amazonaws.com        | AWS Console
          signin.amazonaws.com             | AWS Console
          us-east-1.signin.aws.amazon.com  | AWS Console
          S3Console/0.4                    | AWS Console
          [S3Console/0.4]                  | AWS Console
          [S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488 vendor/Oracle_Corporation] | AWS Console
          [S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.4 | AWS Console
          EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.12.150 java/1.8.0_322 | AWS Console
          AWS Organizations Console, aws-internal/3 | AWS Console
          AWSConsole                       | AWS Console
          """)
  void awsItselfIsNamedByTheWayItIsUsed(String agent, String family) {
    assertThat(AgentFamily.of(agent)).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aws-cli/2.13.5 Python/3.11.4     | aws-cli
          aws-cli/1.16.248                 | aws-cli
          [aws-cli/2.15.0 Python/3.12.0 Linux/5.10 exe/x86_64 command/s3.ls] | aws-cli
          aws-cli/1.18.69 Python/3.8.3 Linux/5.6.0-kali2-amd64 botocore/1.16.19 | aws-cli
          Boto3/1.15.2 Python/3.8.2 Linux/5.6.3-arch1-1 Botocore/1.18.2 | Boto3
          Boto3/1.28.0 md/Botocore#1.31.0 ua/2.0 os/linux#5.10 lang/python#3.11 | Boto3
          Botocore/1.31.0 Python/3.9 Linux/5.10 | Botocore
          APN/1.0 HashiCorp/1.0 Terraform/1.1.2 (+https://www.terraform.io) terraform-provider-aws/3.76.1 aws-sdk-go/1.44.157 (go1.19.3; darwin; arm64) HashiCorp-terraform-exec/0.17.3 | Terraform
          [aws-sdk-go/1.25.38 (go1.13.4; darwin; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.12.16 (+https://www.terraform.io)] | Terraform
          APN/1.0 Pulumi/1.0 PulumiAws/6.0 aws-sdk-go-v2/1.24 | Pulumi
          APN/1.0 Ansible/2.15 Boto3/1.26 Botocore/1.29 | Ansible
          aws-cdk/2.100.0 aws-sdk-nodejs/2.1 | aws-cdk
          cloudformation                   | AWS CloudFormation
          APN/1.0 Databricks/1.0 aws-like  | Databricks
          """)
  void aToolWinsOverTheLibraryThatItIsBuiltOn(String agent, String family) {
    assertThat(AgentFamily.of(agent)).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aws-sdk-java/2.17.0              | AWS SDK for Java
          Hadoop 3.4.2, aws-sdk-java/1.12.262 Linux/5.10 | AWS SDK for Java
          aws-sdk-js/3.350.0 ua/2.0        | AWS SDK for JavaScript
          aws-sdk-nodejs/2.1400.0 linux/v18 | AWS SDK for JavaScript
          [aws-sdk-go/0.24.0 (go1.22.6; linux; amd64)] | AWS SDK for Go
          aws-sdk-go-v2/1.30.1 os/linux lang/go#1.22.4 md/GOOS#linux | AWS SDK for Go
          aws-sdk-dotnet-coreclr/3.7       | AWS SDK for .NET
          aws-sdk-ruby3/3.180.0 ruby/3.2.0 | AWS SDK for Ruby
          [aws-sdk-rust/1.3.8 os/linux lang/rust/1.88.0] | AWS SDK for Rust
          aws-sdk-cpp/1.11                 | AWS SDK for C++
          aws-sdk-php/3.281                | AWS SDK for PHP
          aws-sdk-python/1.34.0            | AWS SDK for Python
          aws-sdk-fortran/1.0              | AWS SDK
          AWSPowerShell/4.1.12.0 .NET_Runtime/4.0 OS/Windows | AWS Tools for PowerShell
          Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041 | PowerShell
          """)
  void anSdkIsNamedByItsLanguage(String agent, String family) {
    assertThat(AgentFamily.of(agent)).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kubectl/v1.25.4 (darwin/arm64) kubernetes/872a965 | kubectl
          kubelet/v1.32.0 (linux/arm64) kubernetes/e105b10 | kubelet
          kube-controller-manager/v1.21.1 (linux/amd64) kubernetes/5e58841/tokens-controller | kube-controller-manager
          kube-probe/1.21                  | kube-probe
          eks-certificates-controller/v0.0.0 (linux/amd64) kubernetes/$Format | eks-certificates-controller
          eksctl/0.150                     | eksctl
          aws-node/v1.12 (linux/amd64) kubernetes/$Format | aws-node
          """)
  void aClientOfKubernetesIsNamedByItself(String agent, String family) {
    assertThat(AgentFamily.of(agent)).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl/7.81.0                      | curl
          python-requests/2.31.0           | python-requests
          Go-http-client/2.0               | Go-http-client
          Go-http-client/1.1               | Go-http-client
          okhttp/4.9.3                     | okhttp
          Pacu                             | Pacu
          stratus-red-team_c8ff220a-7e52-429b-868f-d979123ed2d3 | Stratus Red Team
          Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/115.0.0.0 Safari/537.36 | Chrome
          Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:109.0) Gecko/20100101 Firefox/117.0 | Firefox
          S3 Browser 9-5-5 https://s3browser.com | S3 Browser
          Wget/1.21                        | Wget
          """)
  void browsersAndToolsKeepTheNameThatPeopleUse(String agent, String family) {
    assertThat(AgentFamily.of(agent)).isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mozilla/5.0                      | Mozilla
          ELB-HealthChecker/2.0            | ELB-HealthChecker
          ec2-api-tools 1.6.12.2           | ec2-api-tools
          Custom-AsyncHttpClient           | Custom-AsyncHttpClient
          TruffleHog                       | TruffleHog
          Coral/Netty4                     | Coral
          -                                | Other
          ${jndi:ldap://x/a}               | Other
          =HYPERLINK("http://x")           | Other
          """)
  void anUnknownAgentIsItsFirstProductOrOther(String agent, String family) {
    assertThat(AgentFamily.of(agent)).isEqualTo(family);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n", "[]", "[ ]", "["})
  void aBlankAgentHasNoFamily(String agent) {
    assertThat(AgentFamily.of(agent)).isNull();
  }

  @Test
  void theFamilyOfAGiantIsThatOfItsFirstKilobyte() {
    assertThat(AgentFamily.of("a".repeat(50_000_000))).isEqualTo("a".repeat(64));
    assertThat(AgentFamily.of("x/1 " + " ".repeat(2_000) + "terraform")).isEqualTo("x");
  }

  @Test
  void theCallerCannotWriteControlsOrPagesThroughARuleThatCopiesItsText() {
    String family = AgentFamily.of("\u001b[2J" + "a".repeat(190) + "/1.0 CFNetwork");
    assertThat(family).hasSizeLessThanOrEqualTo(64).doesNotContain("\u001b");
  }

  @Property(tries = 300)
  void anyTextGivesABoundedPrintableFamily(@ForAll("agents") String agent) {
    String family = AgentFamily.of(agent);
    if (family == null) {
      assertThat(agent.replaceAll("[\\[\\]]", "")).isBlank();
      return;
    }
    assertThat(family).isNotBlank().hasSizeLessThanOrEqualTo(64);
    assertThat(Printable.of(family)).isEqualTo(family);
    assertThat(AgentFamily.of(agent)).isEqualTo(family);
  }

  @Provide
  Arbitrary<String> agents() {
    Arbitrary<String> words =
        Arbitraries.of(
            "Mozilla/5.0 ",
            "(",
            ")",
            "; ",
            "/",
            "1.2",
            "CFNetwork/",
            "-iPad/1",
            "bot",
            "Android ",
            "Version/",
            "aws-",
            "sdk-",
            "[",
            "]",
            "\u001b",
            "\u202e",
            "é",
            "\ud800",
            "%20",
            " ");
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(80),
        words.list().ofMaxSize(200).map(w -> String.join("", w)));
  }
}
