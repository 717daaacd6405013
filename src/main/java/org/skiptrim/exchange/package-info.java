/**
 * Other people's formats. {@link org.skiptrim.exchange.PyTorchResNet} reads residual networks from
 * PyTorch's checkpoints, in both of their layouts, without executing anything that is in them;
 * {@link org.skiptrim.exchange.UsualNames} knows what layers are called there.
 */
package org.skiptrim.exchange;
