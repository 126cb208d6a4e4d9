package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What S3 adds to the record of a call: how it was signed, and how much went in and out. */
final class Transfer {
  private Transfer() {}

  static ObjectNode of(Dice dice, long in, long out) {
    return Json.object()
        .put("SignatureVersion", "SigV4")
        .put("CipherSuite", "TLS_AES_128_GCM_SHA256")
        .put("bytesTransferredIn", in)
        .put("AuthenticationMethod", "AuthHeader")
        .put("x-amz-id-2", dice.base32(76))
        .put("bytesTransferredOut", out);
  }
}
