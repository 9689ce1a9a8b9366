// What the daemon may call, and what Telegram may send it: the types that schema.mjs turns into a strict schema.
import type * as Objects from '@gramio/types/objects';
import type * as Params from '@gramio/types/params';

export interface Double {
    getMe: Record<string, never>;
    getWebhookInfo: Record<string, never>;
    setWebhook: Params.SetWebhookParams;
    deleteWebhook: Params.DeleteWebhookParams;
    getUpdates: Params.GetUpdatesParams;
    setMyCommands: Params.SetMyCommandsParams;
    getMyCommands: Params.GetMyCommandsParams;
    deleteMyCommands: Params.DeleteMyCommandsParams;
    sendMessage: Params.SendMessageParams;
    sendPhoto: Params.SendPhotoParams;
    sendDocument: Params.SendDocumentParams;
    sendMediaGroup: Params.SendMediaGroupParams;
    editMessageText: Params.EditMessageTextParams;
    answerCallbackQuery: Params.AnswerCallbackQueryParams;
    getFile: Params.GetFileParams;
    Update: Objects.TelegramUpdate;
}
