package io.hawkshaw.generate;

/** One account in one Region: the unit in which AWS delivers its logs. */
record Place(Account account, String region) {}
