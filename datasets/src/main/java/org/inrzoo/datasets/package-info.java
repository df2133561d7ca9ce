/**
 * Signals to represent, each with its provenance and licence.
 *
 * <p>{@link org.inrzoo.datasets.Image} is the one picture type of the project; pictures come from files through
 * {@link org.inrzoo.datasets.ImageFiles} or, shipped and computed ones, by name through
 * {@link org.inrzoo.datasets.Datasets}, which also gives one-dimensional {@link org.inrzoo.datasets.SampledSignal}s.
 * Sounds, volumes, videos and shapes have packages of their own below this one. None of them knows of networks.
 */
package org.inrzoo.datasets;
