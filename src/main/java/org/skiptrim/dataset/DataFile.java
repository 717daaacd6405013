package org.skiptrim.dataset;

/** A file of a data set: its name in the cache and the MD5 that makes it the right one. */
record DataFile(String name, String md5) {}
