/**
 * Volumes: values on a box of voxels, their files, and how they are looked at.
 *
 * <p>{@link org.inrzoo.datasets.volume.VolumeFiles} reads and writes, {@link org.inrzoo.datasets.volume.Ellipsoid} is the
 * exact phantom, {@link org.inrzoo.datasets.volume.Slices} shows.
 */
package org.inrzoo.datasets.volume;
