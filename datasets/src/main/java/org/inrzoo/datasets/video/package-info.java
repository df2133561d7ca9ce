/**
 * Videos: pictures of one size in a row, their files, and how they are looked at.
 *
 * <p>{@link org.inrzoo.datasets.video.VideoFiles} reads and writes, {@link org.inrzoo.datasets.video.Videos} makes videos by
 * name, {@link org.inrzoo.datasets.video.FrameSheet} shows frames side by side.
 */
package org.inrzoo.datasets.video;
