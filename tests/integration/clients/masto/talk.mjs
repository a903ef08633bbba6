// What masto does with a server: whatever it gets is printed as JSON, one line for each thing.
import { createRestAPIClient } from "masto";

const [url, ada, bruno] = process.argv.slice(2);
const say = (name, value) => console.log(JSON.stringify([name, value]));
const client = (accessToken) => createRestAPIClient({ url, accessToken });
const [mine, theirs] = [client(ada), client(bruno)];

say("instance", (await mine.v2.instance.fetch()).title);
const me = await mine.v1.accounts.verifyCredentials();
say("me", me.acct);
const status = await mine.v1.statuses.create({ status: "Hello from #masto", visibility: "public", language: "en" });
say("content", status.content);
say("liked", (await theirs.v1.statuses.$select(status.id).favourite()).favouritesCount);
say("boosted", (await theirs.v1.statuses.$select(status.id).reblog()).reblog.id === status.id);
const answer = await theirs.v1.statuses.create({ status: `@${me.acct} Hello`, inReplyToId: status.id });
const context = await mine.v1.statuses.$select(status.id).context.fetch();
say("answers", context.descendants.map((one) => one.id === answer.id));
say("followed", (await theirs.v1.accounts.$select(me.id).follow()).following);
say("relationships", (await theirs.v1.accounts.relationships.fetch({ id: [me.id] })).map((one) => one.following));
say("notifications", (await mine.v1.notifications.list({ types: ["mention", "follow"] })).map((one) => one.type));
say("found", (await mine.v2.search.list({ q: "masto", type: "hashtags" })).hashtags.map((tag) => tag.name));
for (let number = 0; number < 5; number++) await mine.v1.statuses.create({ status: `Number ${number}` });
const seen = [];
for await (const page of mine.v1.timelines.home.list({ limit: 2 })) {
  seen.push(page.length);
  if (seen.length === 3) break;
}
say("pages", seen);
say("edited", (await mine.v1.statuses.$select(status.id).update({ status: "Changed" })).content);
say("removed", (await mine.v1.statuses.$select(status.id).remove()).text);
try {
  await mine.v1.statuses.$select(status.id).fetch();
} catch (error) {
  say("gone", [error.statusCode, error.message]);
}
