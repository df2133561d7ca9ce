/** Scenes seen by several cameras: pictures with poses, read from files or ray-traced with exact truth. */
package org.inrzoo.scene;
