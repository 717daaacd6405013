/**
 * Files that are never half there. {@link org.skiptrim.storage.AtomicFiles} writes any file whole
 * or not at all, {@link org.skiptrim.storage.Safetensors} keeps named tensors and notices when a
 * file was damaged, {@link org.skiptrim.storage.Checksum} tells two contents apart, and {@link
 * org.skiptrim.storage.CacheDirectory} says where downloads stay.
 */
package org.skiptrim.storage;
