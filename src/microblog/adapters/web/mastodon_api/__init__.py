"""The client API of Mastodon (https://docs.joinmastodon.org/client/intro/): what existing apps speak.

Its words (status, favourite, reblog) live here alone; the core says post, like, boost.
"""
