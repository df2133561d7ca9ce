/** What a user imports first: {@link org.inrzoo.Zoo} and the models it gives. */
package org.inrzoo;
