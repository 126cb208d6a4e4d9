package io.hawkshaw.rewrite;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.hawkshaw.run.RewriteSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A model behind a chat API in the form of OpenAI's. */
final class ChatEndpoint implements StoryModel {
  private final ChatModel model;
  private final int timeoutSeconds;

  /**
   * The endpoint of the settings.
   *
   * @param key the key; null for none
   */
  ChatEndpoint(RewriteSettings settings, String key) {
    this.timeoutSeconds = settings.timeoutSeconds();
    this.model =
        OpenAiChatModel.builder()
            .baseUrl(settings.endpoint())
            .apiKey(key)
            .modelName(settings.model())
            .timeout(Duration.ofSeconds(timeoutSeconds))
            .maxRetries(0)
            .build();
  }

  /** The client's own timeout ends with the first byte of an answer; this one holds to the last. */
  @Override
  public String answer(String instruction, String facts) throws TimeoutException, Refusal {
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () ->
                model
                    .chat(SystemMessage.from(instruction), UserMessage.from(facts))
                    .aiMessage()
                    .text());
    try {
      String text = answer.get(timeoutSeconds, TimeUnit.SECONDS);
      if (text == null) {
        throw new Refusal("an answer without text", null);
      }
      return text;
    } catch (ExecutionException e) {
      throw refusal(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  /** In our words: those of an endpoint may repeat what was sent. */
  private static Refusal refusal(ExecutionException failed) throws TimeoutException {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException http) {
        return new Refusal("HTTP " + http.statusCode(), failed);
      }
      if (cause instanceof java.net.http.HttpTimeoutException
          || cause instanceof dev.langchain4j.exception.TimeoutException) {
        throw new TimeoutException();
      }
      if (cause instanceof java.net.ConnectException) {
        return new Refusal("no connection", failed);
      }
    }
    return new Refusal("an answer that is none", failed);
  }
}
