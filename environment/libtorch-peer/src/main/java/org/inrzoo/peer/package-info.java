/** libtorch, through DJL, as a contender of the zoo's benchmark. */
package org.inrzoo.peer;
